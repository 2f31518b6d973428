namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>Tarjan's strongly connected components, with its stack on the heap.</summary>
static class StrongComponents
{
    /// <summary>The components of a graph, each a list of its vertices.</summary>
    /// <param name="edges">For each vertex, those that it leads to.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Of(int[][] edges)
    {
        var components = new List<IReadOnlyList<int>>();
        var number = new int[edges.Length];
        var low = new int[edges.Length];
        var onStack = new bool[edges.Length];
        var stack = new Stack<int>();
        var work = new Stack<(int Vertex, int Edge)>();
        var next = 0;
        for (var root = 0; root < edges.Length; root++)
        {
            if (number[root] != 0)
            {
                continue;
            }

            work.Push((root, 0));
            while (work.TryPop(out var frame))
            {
                var (vertex, edge) = frame;
                if (edge == 0)
                {
                    number[vertex] = low[vertex] = ++next;
                    stack.Push(vertex);
                    onStack[vertex] = true;
                }
                else
                {
                    low[vertex] = Math.Min(low[vertex], low[edges[vertex][edge - 1]]);
                }

                // Edges to vertices that are already numbered need no descent.
                while (edge < edges[vertex].Length && number[edges[vertex][edge]] != 0)
                {
                    if (onStack[edges[vertex][edge]])
                    {
                        low[vertex] = Math.Min(low[vertex], number[edges[vertex][edge]]);
                    }

                    edge++;
                }

                if (edge < edges[vertex].Length)
                {
                    work.Push((vertex, edge + 1));
                    work.Push((edges[vertex][edge], 0));
                }
                else if (low[vertex] == number[vertex])
                {
                    components.Add(Pop(vertex, stack, onStack));
                }
            }
        }

        return components;
    }

    static List<int> Pop(int root, Stack<int> stack, bool[] onStack)
    {
        var component = new List<int>();
        int vertex;
        do
        {
            vertex = stack.Pop();
            onStack[vertex] = false;
            component.Add(vertex);
        }
        while (vertex != root);
        return component;
    }
}
