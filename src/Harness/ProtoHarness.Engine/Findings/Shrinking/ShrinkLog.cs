namespace ProtoHarness.Engine.Findings;

/// <summary>Writes down what was made smaller.</summary>
sealed class ShrinkLog(ShrinkBudget budget, IProgress<ShrinkProgress>? progress)
{
    readonly List<ShrinkProgress> _changes = [];

    public IReadOnlyList<ShrinkProgress> Changes => _changes;

    public void Add(string axis, string change)
    {
        var step = new ShrinkProgress(budget.Runs, _changes.Count + 1, axis, change);
        _changes.Add(step);
        progress?.Report(step);
    }
}
