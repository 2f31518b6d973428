using System.Text;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.StartTls;

/// <summary>Reads lines and exact numbers of bytes, and knows whether anything came behind them.</summary>
sealed class ByteReader(Stream stream)
{
    const int MaxLine = 4096;

    readonly List<byte> _ahead = [];

    /// <summary>Whether bytes came behind what was read.</summary>
    public bool HasMore => _ahead.Count > 0;

    /// <summary>A line without its end.</summary>
    /// <exception cref="ProtocolException">The stream ended, or the line is too long.</exception>
    public async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _ahead.IndexOf((byte)'\n')) < 0)
        {
            if (_ahead.Count > MaxLine)
            {
                throw new ProtocolException($"A line is longer than {MaxLine} bytes.");
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        return Encoding.Latin1.GetString(Take(end + 1)).TrimEnd('\r', '\n');
    }

    /// <summary>So many bytes.</summary>
    public async Task<byte[]> BytesAsync(int count, CancellationToken cancellationToken)
    {
        while (_ahead.Count < count)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        return Take(count);
    }

    /// <summary>Up to and with a text.</summary>
    public async Task<string> UntilAsync(string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            var all = Encoding.Latin1.GetString([.. _ahead]);
            if (all.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at)
            {
                return Encoding.Latin1.GetString(Take(at + text.Length));
            }

            if (_ahead.Count > MaxLine)
            {
                throw new ProtocolException($"'{text}' does not come within {MaxLine} bytes.");
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    async Task FillAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[512];
        var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            throw new TruncatedPreludeException();
        }

        _ahead.AddRange(buffer.AsSpan(0, read));
    }

    byte[] Take(int count)
    {
        byte[] bytes = [.. _ahead.Take(count)];
        _ahead.RemoveRange(0, count);
        return bytes;
    }
}
