using FsCheck;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.Smux.Tests.Plugin;

/// <summary>The bytes of the test services, by rows, against the byte that each position must have.</summary>
public sealed class PatternTests
{
    [Property(MaxTest = 500)]
    public static bool Each_byte_is_known_from_its_position(NonNegativeInt position, NonNegativeInt count, int length)
    {
        ArgumentNullException.ThrowIfNull(position);
        ArgumentNullException.ThrowIfNull(count);
        var bytes = Filled(position.Get * 37L, count.Get * 13, length);
        return bytes.Select((b, i) => b == Right(position.Get * 37L + i, length)).All(right => right) && Pattern.FirstWrong(bytes, position.Get * 37L, length) == -1;
    }

    [Property(MaxTest = 500)]
    public static bool The_first_wrong_byte_is_named(NonNegativeInt position, PositiveInt count, NonNegativeInt at, int length)
    {
        ArgumentNullException.ThrowIfNull(position);
        ArgumentNullException.ThrowIfNull(count);
        ArgumentNullException.ThrowIfNull(at);
        var bytes = Filled(position.Get, count.Get * 13, length);
        var wrong = at.Get * 7 % bytes.Length;
        bytes.AsSpan(wrong).Fill((byte)(bytes[wrong] ^ 1));
        return Pattern.FirstWrong(bytes, position.Get, length) == position.Get + wrong;
    }

    static byte Right(long position, long length) => (byte)((position * 31) + (position >> 8) + length);

    static byte[] Filled(long position, int count, long length)
    {
        var bytes = new byte[count];
        Pattern.Fill(bytes, position, length);
        return bytes;
    }
}
