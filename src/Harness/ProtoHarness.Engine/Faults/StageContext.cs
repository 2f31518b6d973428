using ProtoHarness.Engine.Simulation;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Faults;

/// <summary>What a fault gets when it is put on a connection.</summary>
/// <param name="Receipt">Where it proves that it fired.</param>
/// <param name="Seed">Of its randomness.</param>
/// <param name="Time">The session's clock.</param>
/// <param name="Wire">The frame that the direction is made of; null when the plugin does not say.</param>
/// <param name="Control">What it can do to the connection as a whole.</param>
public sealed record StageContext(FaultReceipt Receipt, Seed Seed, TimeProvider Time, FrameCodec? Wire, ILineControl Control)
{
    readonly long _start = Time.GetTimestamp();

    /// <summary>Randomness of its own: nobody else's numbers change when it is added. Made when it is asked for: most faults never do.</summary>
    public Random Random => field ??= Seed.NewRandom();

    /// <summary>The time on the session's clock, in ticks of 100 ns since the connection was opened.</summary>
    public long Now => Time.GetElapsedTime(_start).Ticks;

    /// <summary>Writes down that the fault fired.</summary>
    /// <param name="position">The byte of the direction's stream where it fired first, from 0; -1 when it is not about bytes.</param>
    /// <param name="times">How often it fired from there on, at the same time; at least 1.</param>
    public void Fire(long position = -1, int times = 1)
    {
        // The time is asked for once: there may be one fault for each byte.
        if (Receipt.Count(times))
        {
            Receipt.Begin(position, new TimeSpan(Now));
        }
    }
}
