namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>One comparison of two byte sequences or strings that a traced execution made.</summary>
/// <param name="Site">Which comparison in the code.</param>
/// <param name="Left">The left operand, cut at <see cref="CompareLog.MaxSequenceBytes"/>.</param>
/// <param name="Right">The right operand, cut likewise.</param>
/// <param name="IsText">Whether the operands were UTF-16 text; they are kept here as UTF-8.</param>
public sealed record SequenceCompareRecord(int Site, byte[] Left, byte[] Right, bool IsText);
