using System.Diagnostics;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Bench.Sessions;

/// <summary>Complete sessions of eight messages, one after the other: how many a second of processor time, in memory and over loopback tcp.</summary>
static class SessionRates
{
    const int Messages = 8;
    const int GoalInMemory = 10_000;
    const int GoalOverTcp = 1_000;
    const int WarmUps = 4;
    const int Rounds = 7;
    const int AtOncePerProcessor = 2;
    static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    /// <param name="part">Only the kind of this name, or else those whose name has this in it; empty: all.</param>
    /// <returns>0 when every rate reaches the goal, else 1.</returns>
    public static int Run(string part)
    {
        Console.WriteLine($"{"sessions of 8 messages",-26} {"a second",10} {"of goal",8} {"allocated",12}");
        var good = true;
        var seed = 0L;
        var kinds = ((string Name, string Faults, bool Explore, TransportKind Transport)[])
        [
            ("no fault", "", false, TransportKind.Memory), ("drawn schedule", "", true, TransportKind.Memory), ("fragment 1", "* fragment 1", false, TransportKind.Memory),
            ("fragment 16", "* fragment 16", false, TransportKind.Memory), ("delay 5ms", "* delay 5ms", false, TransportKind.Memory), ("split @9", "C>S split @9", false, TransportKind.Memory),
            ("tcp, no fault", "", false, TransportKind.Tcp), ("tcp, split @9", "C>S split @9", false, TransportKind.Tcp), ("tcp, fragment 16", "* fragment 16", false, TransportKind.Tcp),
        ];
        kinds = [.. kinds.Where(kind => kinds.Any(other => other.Name == part) ? kind.Name == part : kind.Name.Contains(part, StringComparison.Ordinal))];
        var works = kinds.Select(kind => EchoSessions.Spec(kind.Faults, Messages) with { ExploreSchedule = kind.Explore, Transport = kind.Transport })
            .Select(spec => (Action)(() => EchoSessions.Complete(spec with { Seed = new Seed((ulong)Interlocked.Increment(ref seed)) }))).ToList();

        // Tiered compilation needs a moment to settle, and every kind of session goes other ways.
        for (var i = 0; i < WarmUps; i++)
        {
            works.ForEach(work => Rate(work, Round));
        }

        foreach (var (kind, work) in kinds.Zip(works))
        {
            var rates = Enumerable.Range(0, Rounds).Select(_ => Rate(work, Round)).Order().ToList();
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            // The best round: in the others caches and collector belonged to somebody else.
            double goal = kind.Transport == TransportKind.Memory ? GoalInMemory : GoalOverTcp;
            good &= rates[^1] >= goal;
            Console.WriteLine($"{kind.Name,-26} {rates[^1],10:F0} {rates[^1] / goal,7:F2}x {allocated,10} B");
            if (kind.Transport == TransportKind.Tcp)
            {
                var atOnce = AtOncePerProcessor * Environment.ProcessorCount;
                var byClock = Enumerable.Range(0, Rounds).Select(_ => RateByClock(work, atOnce, Round)).Max();
                Console.WriteLine($"{$"{kind.Name}, {atOnce} at once",-26} {byClock,10:F0} {byClock / goal,7:F2}x by the clock");
            }
        }

        return good ? 0 : 1;
    }

    /// <summary>Sessions on sockets wait, so several at once are what a machine brings.</summary>
    static double RateByClock(Action work, int atOnce, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var count = 0;
        var threads = Enumerable.Range(0, atOnce).Select(_ => new Thread(() =>
        {
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                work();
                Interlocked.Increment(ref count);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static double Rate(Action work, TimeSpan time)
    {
        // By the time of the processor, of all threads together: a machine that others use too says nothing by its clock. A round is as long by that time too, or the
        // warm-up would be none on a busy machine.
        const int PerLook = 16;
        var before = Environment.CpuUsage.TotalTime;
        var used = TimeSpan.Zero;
        var count = 0;
        for (; used < time; used = Environment.CpuUsage.TotalTime - before, count += PerLook)
        {
            for (var i = 0; i < PerLook; i++)
            {
                work();
            }
        }

        return count / used.TotalSeconds;
    }
}
