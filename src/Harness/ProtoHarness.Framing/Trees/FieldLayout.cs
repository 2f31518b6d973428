namespace ProtoHarness.Framing;

/// <summary>Where a field stands: six ascending positions in bits.</summary>
/// <param name="Padded">Where the padding in front starts.</param>
/// <param name="Start">Where the field starts, with its prefix.</param>
/// <param name="ContentStart">Where its content starts.</param>
/// <param name="ContentEnd">Where its content ends and its delimiter starts.</param>
/// <param name="End">Where the field ends.</param>
/// <param name="PaddedEnd">Where the padding behind it ends.</param>
readonly record struct FieldLayout(long Padded, long Start, long ContentStart, long ContentEnd, long End, long PaddedEnd)
{
    internal static FieldLayout At(long bits) => new(bits, bits, bits, bits, bits, bits);

    internal FieldLayout Shift(long bits) =>
        new(Padded + bits, Start + bits, ContentStart + bits, ContentEnd + bits, End + bits, PaddedEnd + bits);
}
