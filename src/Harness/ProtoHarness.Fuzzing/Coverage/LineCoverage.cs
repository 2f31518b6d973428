using Mono.Cecil;
using Mono.Cecil.Cil;
using ProtoHarness.Fuzzing.Instrumentation;

namespace ProtoHarness.Fuzzing.Coverage;

/// <summary>
/// Tells from the edges that were reached which source lines ran. From the end of each such edge, and from the entry of each method of
/// which any was reached, everything ran up to the next branch; and so did the methods without a branch that are called there.
/// </summary>
sealed class LineCoverage
{
    readonly HashSet<(string Method, int Offset)> _reached;
    readonly HashSet<string> _entered;
    readonly Dictionary<string, MethodDefinition> _methods = new(StringComparer.Ordinal);
    readonly HashSet<Instruction> _ran = [];
    readonly Stack<Instruction> _open = [];
    readonly HashSet<string> _started = new(StringComparer.Ordinal);

    LineCoverage(IEnumerable<ProbeSite> reached)
    {
        _reached = [.. reached.Select(site => (site.Method, site.Offset))];
        _entered = new HashSet<string>(_reached.Select(site => site.Method), StringComparer.Ordinal);
    }

    /// <summary>The lines of an assembly's sources.</summary>
    /// <param name="assembly">The assembly as it was before it was instrumented.</param>
    /// <param name="reached">The edges that were reached.</param>
    /// <returns>The files in order of name; none without debug information.</returns>
    public static IReadOnlyList<FileCoverage> Of(AssemblyInput assembly, IEnumerable<ProbeSite> reached)
    {
        using var resolver = new FolderResolver(assembly.Folder);
        using var module = Instrumenter.Read(assembly, resolver);
        return new LineCoverage(reached).Run(module);
    }

    IReadOnlyList<FileCoverage> Run(ModuleDefinition module)
    {
        foreach (var method in module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody && m.Body.Instructions.Count > 0))
        {
            _methods[method.FullName] = method;
        }

        foreach (var method in _methods.Values.Where(m => _entered.Contains(m.FullName)))
        {
            Enter(method);
            foreach (var instruction in method.Body.Instructions.Where(i => _reached.Contains((method.FullName, i.Offset))))
            {
                Reach(instruction);
            }
        }

        while (_open.TryPop(out var instruction))
        {
            Follow(instruction);
        }

        return [.. Lines()];
    }

    void Enter(MethodDefinition method)
    {
        if (_started.Add(method.FullName))
        {
            Reach(method.Body.Instructions[0]);
        }
    }

    void Reach(Instruction instruction)
    {
        if (_ran.Add(instruction))
        {
            _open.Push(instruction);
        }
    }

    void Follow(Instruction instruction)
    {
        if (instruction.Operand is MethodReference called && _methods.TryGetValue(called.FullName, out var method))
        {
            Enter(method);
        }

        if (Flow.IsConditional(instruction))
        {
            return;
        }

        foreach (var target in Flow.Targets(instruction))
        {
            Reach(target);
        }

        if (!Flow.EndsFlow(instruction) && instruction.Next is { } next)
        {
            Reach(next);
        }
    }

    IEnumerable<FileCoverage> Lines()
    {
        var files = new SortedDictionary<string, SortedDictionary<int, bool>>(StringComparer.Ordinal);
        foreach (var (instruction, point) in _methods.Values.SelectMany(m => m.DebugInformation.GetSequencePointMapping()))
        {
            if (point.IsHidden)
            {
                continue;
            }

            if (!files.TryGetValue(point.Document.Url, out var lines))
            {
                files.Add(point.Document.Url, lines = []);
            }

            for (var line = point.StartLine; line <= point.EndLine; line++)
            {
                lines[line] = lines.GetValueOrDefault(line) || _ran.Contains(instruction);
            }
        }

        return files.Select(file => new FileCoverage(file.Key, [.. file.Value]));
    }
}
