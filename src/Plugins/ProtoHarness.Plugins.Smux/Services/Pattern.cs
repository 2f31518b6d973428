namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// The bytes that test services send: each is known from its position and the stream's length, so that one lost, doubled or swapped names itself.
/// </summary>
static class Pattern
{
    internal static void Fill(Span<byte> destination, long position, long length)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            var at = position + i;
            destination[i] = (byte)((at * 31) + (at >> 8) + length);
        }
    }

    /// <summary>Compares bytes with what they must be.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="position">Where they stand.</param>
    /// <param name="length">The stream's length.</param>
    /// <returns>The position of the first wrong one; -1 when all are right.</returns>
    internal static long FirstWrong(ReadOnlySpan<byte> bytes, long position, long length)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var at = position + i;
            if (bytes[i] != (byte)((at * 31) + (at >> 8) + length))
            {
                return at;
            }
        }

        return -1;
    }
}
