namespace ProtoHarness.Engine.Scenarios;

/// <summary>A name that has to be looked up, with its place for the error when it is unknown.</summary>
/// <param name="Text">The name.</param>
/// <param name="Position">Where it stands.</param>
public readonly record struct Named(string Text, SourcePosition Position)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
