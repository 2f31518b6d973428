using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>Hands out the identifiers of counters and comparison sites, in the order of the metadata, and remembers what they stand for.</summary>
/// <param name="first">The identifier in the map of the first counter.</param>
sealed class SiteTable(int first)
{
    readonly List<ProbeSite> _sites = [];

    /// <summary>The counters.</summary>
    public IReadOnlyList<ProbeSite> Sites => _sites;

    /// <summary>The number of comparison sites.</summary>
    public int Comparisons { get; private set; }

    /// <summary>A new comparison site.</summary>
    public int AddComparison() => first + Comparisons++;

    /// <summary>A new counter.</summary>
    /// <returns>Its place in the map.</returns>
    public int Add(BodyEditor editor, Instruction leadsTo)
    {
        // Synthetic code in front of the target has no offset of its own; the original behind it has.
        var original = leadsTo;
        while (editor.IsSynthetic(original) && original.Next is { } next)
        {
            original = next;
        }

        var method = editor.Body.Method;
        var point = editor.LineOf(original);
        _sites.Add(new ProbeSite(_sites.Count, method.FullName, original.Offset, point?.Document.Url, point?.StartLine ?? 0));
        return first + _sites.Count - 1;
    }
}
