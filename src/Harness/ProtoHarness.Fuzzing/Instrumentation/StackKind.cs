namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>The type of a slot of the evaluation stack, as far as comparisons need it.</summary>
enum StackKind
{
    Unknown,
    Int32,
    Int64,
    Native,
    Float,
    Object,
    ByRef,
    Value,
}
