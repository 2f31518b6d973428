using System.Buffers;
using System.Globalization;

namespace ProtoHarness.Engine.Faults;

/// <summary>Some bytes several times, each time with the next number in them. They are written down when they are looked at first.</summary>
/// <param name="unit">The bytes.</param>
/// <param name="place">Where among them the number is put.</param>
/// <param name="digits">Hexadecimal digits of each number, with zeros in front; as many as no number exceeds.</param>
/// <param name="first">The first number.</param>
/// <param name="times">How often they come.</param>
sealed class NumberedBlock(byte[] unit, int place, int digits, int first, int times) : MemoryManager<byte>
{
    byte[]? _bytes;

    /// <inheritdoc/>
    public override Memory<byte> Memory => CreateMemory(times * (unit.Length + digits));

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => _bytes ??= Write();

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => Memory[elementIndex..].Pin();

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    byte[] Write()
    {
        var bytes = new byte[times * (unit.Length + digits)];
        var rest = bytes.AsSpan();
        for (var number = first; number < first + times; number++)
        {
            unit.AsSpan(0, place).CopyTo(rest);
            number.TryFormat(rest.Slice(place, digits), out _, $"x{digits}", CultureInfo.InvariantCulture);
            unit.AsSpan(place).CopyTo(rest[(place + digits)..]);
            rest = rest[(unit.Length + digits)..];
        }

        return bytes;
    }
}
