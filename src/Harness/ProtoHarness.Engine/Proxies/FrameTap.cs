using System.Buffers;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Proxies;

/// <summary>Finds the frames in one direction of a connection as its bytes come.</summary>
/// <param name="codec">The frame that the direction is made of.</param>
public sealed class FrameTap(FrameCodec codec)
{
    /// <summary>Bytes of one frame that are kept while the rest of it has not come; then the direction is no longer read.</summary>
    const int MostKept = 1024 * 1024;

    readonly ArrayBufferWriter<byte> _kept = new();
    long _position;
    bool _isLost;

    /// <summary>Takes what came.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The frames that are whole now, a line each; and a last one, once, when what came is no frame.</returns>
    public IReadOnlyList<string> Take(ReadOnlySpan<byte> bytes)
    {
        if (_isLost)
        {
            return [];
        }

        _kept.Write(bytes);
        var lines = new List<string>();
        var rest = _kept.WrittenMemory;
        var result = WireMap.Measure(codec, rest);
        while (result.IsComplete && result.Consumed > 0 && rest.Length > 0)
        {
            lines.Add(WireText.Frame(codec, rest[..(int)result.Consumed]));
            _position += result.Consumed;
            rest = rest[(int)result.Consumed..];
            result = WireMap.Measure(codec, rest);
        }

        if (rest.Length > 0 && (result.Status == FrameReadStatus.Malformed || rest.Length > MostKept))
        {
            _isLost = true;
            lines.Add(result.Status == FrameReadStatus.Malformed
                ? $"from byte {_position} on this is no {codec.Schema.Name}: {result.Error}"
                : $"the {codec.Schema.Name} at byte {_position} has more than {MostKept} bytes: it is no longer looked at");
            rest = default;
        }

        var left = rest.ToArray();
        _kept.ResetWrittenCount();
        _kept.Write(left);
        return lines;
    }
}
