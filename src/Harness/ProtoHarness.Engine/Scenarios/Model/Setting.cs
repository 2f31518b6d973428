namespace ProtoHarness.Engine.Scenarios;

/// <summary><c>name=value</c> as a user wrote it: an option, a parameter, a field, a limit.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">The value, without quotes.</param>
public sealed record Setting(string Name, string Text)
{
    /// <summary>Where it stands.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>Where the value stands.</summary>
    public SourcePosition ValuePosition { get; init; }

    /// <summary>Whether the value was written in quotes.</summary>
    public bool IsQuoted { get; init; }
}
