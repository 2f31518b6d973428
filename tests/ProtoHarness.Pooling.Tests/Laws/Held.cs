namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>A lease of one thing.</summary>
sealed record Held(Thing Thing, object Lease);
