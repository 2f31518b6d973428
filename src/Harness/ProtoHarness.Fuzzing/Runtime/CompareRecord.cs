using System.Runtime.InteropServices;

namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>One comparison of two integers that a traced execution made.</summary>
/// <param name="Site">Which comparison in the code.</param>
/// <param name="Left">The left operand's bits.</param>
/// <param name="Right">The right operand's bits.</param>
/// <param name="Width">The operands' bytes: 4 or 8.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CompareRecord(int Site, ulong Left, ulong Right, int Width)
{
    /// <summary>Whether both operands are the same.</summary>
    public bool IsEqual => Left == Right;
}
