namespace ProtoHarness.Fuzzing;

/// <summary>Marks a static method <c>void Method(ReadOnlySpan&lt;byte&gt;)</c> as a fuzz target.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FuzzTargetAttribute : Attribute
{
    /// <summary>The target's name; the method's when empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Exceptions by which the target refuses an input cleanly; derived types too.</summary>
    public Type[] Allowed { get; init; } = [];

    /// <summary>Simple names of other assemblies, in the same folder, whose code is under test too.</summary>
    public string[] AlsoInstrument { get; init; } = [];

    /// <summary>Whether the target has a bug on purpose, as proof that the fuzzer would find one.</summary>
    public bool IsCanary { get; init; }
}
