namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>The limits of one execution.</summary>
public enum GuardKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Steps: loop iterations and recursive calls.</summary>
    Fuel,

    /// <summary>Stack.</summary>
    Stack,

    /// <summary>Allocated bytes.</summary>
    Allocation,
}
