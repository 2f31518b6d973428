namespace ProtoHarness.Engine.Scenarios;

/// <summary>What a script checks of a specification: <c># req: SMUX-3.2 MUST</c>.</summary>
/// <param name="Clause">The clause's id.</param>
/// <param name="Level"><c>MUST</c>, <c>SHOULD</c> or <c>MAY</c>. A failed SHOULD or MAY is NON-STRICT, not FAIL.</param>
public sealed record Requirement(string Clause, RequirementLevel Level);
