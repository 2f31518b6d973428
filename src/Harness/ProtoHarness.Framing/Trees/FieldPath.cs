using System.Globalization;

namespace ProtoHarness.Framing;

/// <summary>Takes a path such as <c>Body.Items[2].Length</c> apart.</summary>
static class FieldPath
{
    /// <summary>One step: a name, or an index into an array, and where in the path it starts.</summary>
    internal readonly record struct Step(string Name, int? Index, int Position);

    /// <summary>The steps of a path. What is not well-formed becomes a name that no field has.</summary>
    internal static List<Step> Steps(string path)
    {
        var steps = new List<Step>();
        var position = 0;
        while (position < path.Length)
        {
            var start = position;
            if (path[position] == '[')
            {
                var close = path.IndexOf(']', position);
                var digits = close < 0 ? "" : path[(position + 1)..close];
                if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    steps.Add(new("", index, start));
                    position = close + 1;
                    continue;
                }

                steps.Add(new(path[position..], null, start));
                return steps;
            }

            if (path[position] == '.' && position > 0)
            {
                start = ++position;
            }

            var end = path.AsSpan(position).IndexOfAny('.', '[');
            end = end < 0 ? path.Length : position + end;
            steps.Add(new(path[position..end], null, start));
            position = end == position ? end + 1 : end;
        }

        return steps;
    }
}
