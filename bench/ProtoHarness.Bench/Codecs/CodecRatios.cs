using System.Diagnostics;

namespace ProtoHarness.Bench.Codecs;

/// <summary>
/// Times both authors in turn, so that whatever else the machine does meets both, and prints the ratio of the medians: 1.20x means that
/// the generated codec is a fifth faster than the hand-written one.
/// </summary>
static class CodecRatios
{
    const int WarmUps = 200;
    const int Rounds = 301;
    const int Repeats = 20;

    /// <param name="part">Only the frames whose name has this in it; empty: all.</param>
    /// <returns>0 when every ratio is at least 1 and nothing was allocated, else 1.</returns>
    public static int Run(string part)
    {
        Console.WriteLine($"{"frame",-22} {"generated",12} {"by hand",12} {"ratio",8} {"allocated",10}");
        var good = true;
        foreach (var (name, generated, byHand) in Subjects.All.Where(subject => subject.Name.Contains(part, StringComparison.Ordinal)))
        {
            if (generated() != byHand())
            {
                throw new InvalidOperationException($"{name}: the two do not agree.");
            }

            // Tiered compilation needs many calls and a moment to settle.
            for (var i = 0; i < WarmUps; i++)
            {
                generated();
                byHand();
            }

            Thread.Sleep(200);
            var (ours, theirs, ratio) = Measure(generated, byHand);
            var before = GC.GetAllocatedBytesForCurrentThread();
            generated();
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            good &= ratio >= 1 && allocated == 0;
            Console.WriteLine($"{name,-22} {ours,9:F2} ns {theirs,9:F2} ns {ratio,7:F2}x {allocated,8} B");
        }

        return good ? 0 : 1;
    }

    static (double Ours, double Theirs, double Ratio) Measure(Func<long> generated, Func<long> byHand)
    {
        var ours = new double[Rounds];
        var theirs = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            ours[i] = Time(generated);
            theirs[i] = Time(byHand);
        }

        // The fastest tenth: on a busy machine the rest is what others did.
        Array.Sort(ours);
        Array.Sort(theirs);
        var (one, other) = (ours[Rounds / 10], theirs[Rounds / 10]);
        return (one, other, other / one);
    }

    static double Time(Func<long> work)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Repeats; i++)
        {
            work();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (Repeats * Subjects.Loop);
    }
}
