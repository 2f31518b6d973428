using System.Buffers;

namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>Bytes that wait to be understood: in at the back, out at the front. It takes no memory before the first byte.</summary>
sealed class ByteQueue
{
    byte[] _bytes = [];
    int _start;
    int _end;

    public int Count => _end - _start;

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(_start, Count);

    public ReadOnlySequence<byte> Sequence => new(Memory);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_end + bytes.Length > _bytes.Length)
        {
            var target = Count + bytes.Length > _bytes.Length ? new byte[Math.Max(2 * _bytes.Length, Count + bytes.Length)] : _bytes;
            _bytes.AsSpan(_start, Count).CopyTo(target);
            (_bytes, _start, _end) = (target, 0, Count);
        }

        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    public void Skip(long count) => _start += (int)count;
}
