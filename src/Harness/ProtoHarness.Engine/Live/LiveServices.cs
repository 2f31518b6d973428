using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Live;

/// <summary>What every role that talks to a foreign program shares.</summary>
/// <param name="Values">The options, and a conversation's parameters.</param>
/// <param name="Seed">Where randomness comes from.</param>
/// <param name="Observer">Who is told.</param>
/// <param name="Time">The clock.</param>
public sealed record LiveServices(ParameterValues Values, Seed Seed, ILiveObserver Observer, TimeProvider Time);
