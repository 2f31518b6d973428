using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>One run of a script under one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Message">Why; empty when it passed.</param>
/// <param name="Result">The session.</param>
public sealed record ScenarioRun(Seed Seed, Verdict Verdict, string Message, SessionResult Result);
