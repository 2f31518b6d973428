namespace ProtoHarness.Engine.Scenarios;

/// <summary>One thing that happens in a scenario.</summary>
public abstract record Step
{
    private protected Step()
    {
    }

    /// <summary>The line, as written.</summary>
    public required Statement Source { get; init; }
}
