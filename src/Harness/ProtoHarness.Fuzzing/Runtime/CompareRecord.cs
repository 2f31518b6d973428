using System.Runtime.InteropServices;

namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>One comparison of two integers that a traced execution made.</summary>
/// <param name="Site">Which comparison in the code.</param>
/// <param name="Left">The left operand's bits.</param>
/// <param name="Right">The right operand's bits.</param>
/// <param name="Width">The operands' bytes: 4 or 8.</param>
/// <param name="IsOrder">Whether it asked which is larger, or which case of a switch it is, not whether two things are the same.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CompareRecord(int Site, ulong Left, ulong Right, int Width, bool IsOrder = false)
{
    /// <summary>Whether both operands are the same.</summary>
    public bool IsEqual => Left == Right;

    /// <summary>Whether it asked for equality and got it, of something else than zeros.</summary>
    public bool IsMatch => Left == Right && !IsOrder && Left != 0;
}
