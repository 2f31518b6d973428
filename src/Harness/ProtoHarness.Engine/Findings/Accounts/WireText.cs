using System.Text;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Findings;

/// <summary>What crossed a connection, a line a direction.</summary>
static class WireText
{
    const int MaxFrames = 3;
    const int MaxFrame = 100;
    const int MaxHex = 24;
    const int MaxText = 80;

    public static IEnumerable<string> Of(SessionResult result)
    {
        var wire = result.Spec.Plugin.Wire?.Invoke(result.Spec.Values);
        foreach (var record in result.Directions.Where(d => d.WrittenCount > 0))
        {
            var codec = wire?.Codec(record.Direction);
            var (writer, reader) = record.Direction == Direction.ToServer ? ('C', 'S') : ('S', 'C');
            var read = record.DeliveredCount == record.WrittenCount ? "all" : $"{record.DeliveredCount}";
            yield return $"{writer}{record.Connection} wrote {record.WrittenCount} bytes, {reader}{record.Connection} read {read}: {Frames(codec, record.Written)}";
        }
    }

    /// <summary>The first frames of some bytes, or the first bytes.</summary>
    public static string Frames(FrameCodec? codec, ReadOnlyMemory<byte> bytes)
    {
        if (codec is null || codec.Schema.Fields.Count == 0)
        {
            return SyntaxLies.IsText(bytes.Span) ? Quoted(bytes.Span) : Hex(bytes.Span);
        }

        var texts = new List<string>();
        var rest = bytes;
        foreach (var (start, length) in WireMap.Frames(codec, bytes).Take(MaxFrames))
        {
            texts.Add(Frame(codec, bytes.Slice((int)start, (int)length)));
            rest = bytes[(int)(start + length)..];
        }

        if (rest.Length > 0)
        {
            var status = WireMap.Measure(codec, rest).Status;
            texts.Add(status == FrameReadStatus.Complete ? $"and {rest.Length} bytes more" : $"and {Hex(rest.Span)}, which is no whole {codec.Schema.Name}");
        }

        return string.Join("; ", texts);
    }

    /// <summary>One whole frame, with its fields.</summary>
    public static string Frame(FrameCodec codec, ReadOnlyMemory<byte> bytes)
    {
        var fields = string.Join(", ", FrameTreeReader.Read(codec.Schema, bytes.Span).Tree.Root.Children.Where(node => node.IsPresent).Select(node => node.ToString()));
        return $"{codec.Schema.Name} {(fields.Length <= MaxFrame ? fields : fields[..MaxFrame] + "…")}";
    }

    /// <summary>Bytes that begin as text, as a script writes them.</summary>
    static string Quoted(ReadOnlySpan<byte> bytes) =>
        TextEscapes.Write(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MaxText)])) + (bytes.Length > MaxText ? "…" : "");

    static string Hex(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= MaxHex ? Convert.ToHexStringLower(bytes) : $"{Convert.ToHexStringLower(bytes[..MaxHex])}…";
}
