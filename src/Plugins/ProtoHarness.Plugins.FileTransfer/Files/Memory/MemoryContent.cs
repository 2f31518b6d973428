using System.Runtime.InteropServices;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>The content of a file in memory, and how much of it survives a crash.</summary>
sealed class MemoryContent
{
    readonly List<byte> _bytes = [];
    int _synced;

    public long LongLength() => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public void Append(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    public void Sync() => _synced = _bytes.Count;

    public int Read(long position, Span<byte> buffer)
    {
        var rest = CollectionsMarshal.AsSpan(_bytes)[(int)Math.Min(position, _bytes.Count)..];
        var length = Math.Min(rest.Length, buffer.Length);
        rest[..length].CopyTo(buffer);
        return length;
    }

    /// <summary>What was not synced is there up to some byte, and may be zeros, as where a length was written before its blocks.</summary>
    public MemoryContent Recover(Random? random)
    {
        var kept = _synced + (random?.Next(_bytes.Count - _synced + 1) ?? 0);
        var zeros = random?.Next(3) == 0;
        var next = new MemoryContent();
        for (var i = 0; i < kept; i++)
        {
            next._bytes.Add(i >= _synced && zeros ? (byte)0 : _bytes[i]);
        }

        next.Sync();
        return next;
    }
}
