using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Faults from here on; none: the end of all faults.</summary>
/// <param name="Client">The client's name in the place, such as <c>C</c> in <c>C&gt;S</c>; empty: all clients.</param>
/// <param name="Rules">The rules, in order. Empty: what was put on so far is removed.</param>
public sealed record FaultStep(Named Client, Sequence<FaultRule> Rules) : Step;
