using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Faults;

/// <summary>What the directions of a connection are made of, by direction.</summary>
public static class WireDirections
{
    /// <summary>The frames that follow each other in a direction.</summary>
    /// <param name="wire">What the plugin says of its wire.</param>
    /// <param name="direction">The direction.</param>
    /// <returns>Their codec; null when it is no sequence of one kind of frame.</returns>
    public static FrameCodec? Codec(this WireFormat wire, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(wire);
        return direction == Direction.ToServer ? wire.ToServer : wire.ToClient;
    }
}
