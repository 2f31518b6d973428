namespace ProtoHarness.Engine.Scenarios;

/// <summary>Steps that go on at the same time; it is over when all are.</summary>
/// <param name="Branches">Each branch's steps.</param>
public sealed record ParStep(Sequence<Sequence<Step>> Branches) : Step;
