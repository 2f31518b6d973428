namespace ProtoHarness.Engine.Laws;

/// <summary>A property that every codec or session must keep.</summary>
/// <param name="Id">Its name: <c>codec/round-trip</c>.</param>
/// <param name="Title">What holds, in one sentence.</param>
/// <param name="Why">What goes wrong in the field when it does not.</param>
public sealed record Law(string Id, string Title, string Why)
{
    /// <inheritdoc/>
    public override string ToString() => Id;
}
