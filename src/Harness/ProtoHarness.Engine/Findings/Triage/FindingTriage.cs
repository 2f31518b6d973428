namespace ProtoHarness.Engine.Findings;

/// <summary>Sorts findings into groups, one for each bug that they look like.</summary>
public static class FindingTriage
{
    /// <summary>Groups findings.</summary>
    /// <param name="findings">The findings with their files.</param>
    /// <returns>Groups, the largest first.</returns>
    public static IReadOnlyList<FindingGroup> Group(IEnumerable<(string Path, Finding Finding)> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return
        [
            .. findings
                .GroupBy(item => FindingKey.Of(item.Finding))
                .Select(group => new FindingGroup(group.Key, [.. group.OrderBy(item => item.Finding.Weight).ThenBy(item => item.Path, StringComparer.Ordinal)]))
                .OrderByDescending(group => group.Findings.Count).ThenBy(group => group.Key.Plugin, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Law, StringComparer.Ordinal).ThenBy(group => group.Key.Id, StringComparer.Ordinal),
        ];
    }
}
