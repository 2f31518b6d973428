using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Holds two runs of one script, with two servers, against each other: by what crossed, frame by frame.</summary>
public static class ServerComparison
{
    /// <summary>The first difference.</summary>
    /// <param name="first">The session with the first server.</param>
    /// <param name="second">The session with the second one.</param>
    /// <returns>Where, and both frames, a line each; empty when what crossed is the same.</returns>
    public static IReadOnlyList<string> First(SessionResult first, SessionResult second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var wire = first.Spec.Plugin.Wire?.Invoke(first.Spec.Values);
        foreach (var direction in (Direction[])[Direction.ToServer, Direction.ToClient])
        {
            var codec = wire?.Codec(direction);
            var connections = Math.Max(Count(first), Count(second));
            for (var connection = 1; connection <= connections; connection++)
            {
                var (left, right) = (Bytes(first, connection, direction), Bytes(second, connection, direction));
                if (!left.Span.SequenceEqual(right.Span))
                {
                    return Tell(codec, connection, direction, left, right);
                }
            }
        }

        return [];
    }

    static int Count(SessionResult result) => result.Directions.Select(record => record.Connection).DefaultIfEmpty(0).Max();

    // Of a client what it wrote, of a server what the client read of it: what is done to both is done by the script.
    static ReadOnlyMemory<byte> Bytes(SessionResult result, int connection, Direction direction) =>
        result.Directions.FirstOrDefault(record => record.Connection == connection && record.Direction == direction) is { } record
            ? direction == Direction.ToServer ? record.Written : record.Delivered : default;

    static List<string> Tell(FrameCodec? codec, int connection, Direction direction, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        var common = left.Span.CommonPrefixLength(right.Span);
        var (start, number) = (0L, 1);
        foreach (var (from, length) in codec is null ? [] : WireMap.Frames(codec, left))
        {
            if (from + length > common)
            {
                break;
            }

            (start, number) = (from + length, number + 1);
        }

        var who = direction == Direction.ToServer ? "; the client answered to what it read" : "";
        return
        [
            $"connection {connection}, {DirectionText.Format(direction)}: frame {number}, byte {common}{who}",
            $"first   {One(codec, left[(int)start..])}",
            $"second  {One(codec, right[(int)start..])}",
        ];
    }

    static string One(FrameCodec? codec, ReadOnlyMemory<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return "nothing more";
        }

        var length = codec is null ? 0 : WireMap.Frames(codec, rest).FirstOrDefault().Length;
        return WireText.Frames(codec, length > 0 ? rest[..(int)length] : rest);
    }
}
