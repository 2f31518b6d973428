using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>An end sends by hand.</summary>
/// <param name="End">The end.</param>
/// <param name="Message">What.</param>
/// <param name="Faults">Faults on just this message; positions count from its first byte.</param>
public sealed record SendStep(Named End, MessagePattern Message, Sequence<FaultSpec> Faults) : Step;
