namespace ProtoHarness.Engine.Simulation;

/// <summary>What the sessions of one plugin have shown of its threads, so that only the first of them waits long.</summary>
public sealed class EscapeMemory
{
    volatile bool _hasEscaped;

    /// <summary>Whether a role's work stayed on a thread of its own for longer than the simulation waits.</summary>
    public bool HasEscaped
    {
        get => _hasEscaped;
        set => _hasEscaped = value;
    }
}
