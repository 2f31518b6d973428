namespace ProtoHarness.Framing;

/// <summary>Changes to the bytes of a frame after it was written.</summary>
static class WireMutations
{
    internal static FrameMutation Of(FrameTree tree, byte[] bytes, Random random) => random.Next(3) switch
    {
        0 when bytes.Length > 0 => Truncate(tree, bytes, random),
        1 when bytes.Length > 0 => FlipBit(tree, bytes, random),
        _ => Extend(bytes, random),
    };

    static FrameMutation Truncate(FrameTree tree, byte[] bytes, Random random)
    {
        var length = random.Next(bytes.Length);
        var place = FieldLocator.LocateByte(tree, length);
        return new(FrameMutationKind.Truncated, place.Path, $"cut before {place.Text}: {length} of {bytes.Length} bytes",
            bytes.AsMemory(0, length), null);
    }

    static FrameMutation FlipBit(FrameTree tree, byte[] bytes, Random random)
    {
        var bit = random.Next(bytes.Length * 8);
        var place = FieldLocator.LocateBit(tree, bit);
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        return new(FrameMutationKind.BitFlipped, place.Path, $"one bit flipped in {place.Text}", flipped, null);
    }

    static FrameMutation Extend(byte[] bytes, Random random)
    {
        var extra = new byte[random.Next(3) == 0 ? random.Next(1, 65) : 1];
        if (random.Next(2) == 0)
        {
            random.NextBytes(extra);
        }

        return new(FrameMutationKind.Extended, "", $"{extra.Length} bytes behind the frame: {FieldDisplay.OfBytes(extra)}",
            (byte[])[.. bytes, .. extra], null);
    }
}
