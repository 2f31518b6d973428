namespace ProtoHarness.Testing.Xunit;

/// <summary>
/// An old failure of a property, repeated before its ordinary runs. May stand several times on one method, so that a fixed bug's
/// seed stays as a regression test.
/// </summary>
/// <param name="seed"><c>"(seed,gamma)"</c> or <c>"(seed,gamma,size)"</c>, as printed with the failure.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true)]
public sealed class ReplayAttribute(string seed) : Attribute
{
    /// <summary>The replay text.</summary>
    public string Seed { get; } = seed;
}
