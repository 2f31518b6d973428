using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Measuring;

/// <summary>Measures sessions: one after the other on the calling thread, after some that are not counted.</summary>
/// <param name="time">The clock.</param>
public sealed class SessionMeasuring(TimeProvider time)
{
    /// <summary>Runs sessions of one specification, each with a seed of its own.</summary>
    /// <param name="spec">What to run.</param>
    /// <param name="runs">How many are counted.</param>
    /// <param name="warmUp">How many are run before.</param>
    /// <param name="limit">After this long no further session is begun; at least one is counted.</param>
    /// <param name="cancellationToken">Ends it before the next session.</param>
    /// <returns>What they cost.</returns>
    /// <exception cref="InvalidOperationException">A session did not complete; what does not work is not measured.</exception>
    public Measurement Run(SessionSpec spec, int runs, int warmUp, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var name = $"{spec.Plugin.Id} {spec.Conversation.Name} on {TransportKinds.Format(spec.Transport)}";
        var begin = time.GetTimestamp();
        for (var i = 0; i < warmUp && (i == 0 || time.GetElapsedTime(begin) < limit / 4) && !cancellationToken.IsCancellationRequested; i++)
        {
            One(spec, i);
        }

        var latencies = new List<double>(runs);
        var bytes = 0L;
        var (allocated, cpu) = (GC.GetTotalAllocatedBytes(precise: false), Environment.CpuUsage.TotalTime);
        begin = time.GetTimestamp();
        for (var i = 0; i < runs && (i == 0 || time.GetElapsedTime(begin) < limit) && !cancellationToken.IsCancellationRequested; i++)
        {
            var start = time.GetTimestamp();
            var result = One(spec, i);
            latencies.Add(time.GetElapsedTime(start).TotalMicroseconds);
            bytes += result.Directions.Sum(direction => direction.WrittenCount);
        }

        return new Measurement(name, latencies, bytes, GC.GetTotalAllocatedBytes(precise: false) - allocated, Environment.CpuUsage.TotalTime - cpu);
    }

    static SessionResult One(SessionSpec spec, int number)
    {
        var result = SessionRunner.Run(spec with { Seed = spec.Seed.Derive(number) });
        return result.Completed ? result
            : throw new InvalidOperationException($"a session of '{spec.Conversation.Name}' did not complete: {result.Roles.First(role => role.Outcome != RoleOutcome.Completed)}; run 'protoharness check' first");
    }
}
