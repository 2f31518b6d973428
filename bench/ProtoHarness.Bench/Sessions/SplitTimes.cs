using System.Diagnostics;

namespace ProtoHarness.Bench.Sessions;

/// <summary>Every two-way split of nine frame shapes, each in a session of its own: how long all of them take.</summary>
static class SplitTimes
{
    const int Rounds = 10;
    const double Goal = 1;
    const string Longest = "340";

    static readonly (string Width, string Order, string Including)[] Shapes =
    [
        ("1", "big", "false"), ("2", "big", "false"), ("3", "big", "false"), ("4", "big", "false"), ("8", "big", "false"),
        ("2", "little", "false"), ("4", "little", "true"), ("8", "little", "true"), ("8", "big", "true"),
    ];

    /// <returns>0 when the goal is reached, else 1.</returns>
    public static int Run()
    {
        var times = new List<double>();
        var cases = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            cases = Shapes.Sum(All);
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Console.WriteLine($"{cases} splits of {Shapes.Length} frame shapes: {times[0]:F3} s in a fresh process, {times.Min():F3} s when warm; the goal is {Goal:F0} s");
        return times.Min() < Goal ? 0 : 1;
    }

    static int All((string Width, string Order, string Including) shape)
    {
        var spec = EchoSessions.Spec("", 1, ("width", shape.Width), ("order", shape.Order), ("including", shape.Including), ("bytes", Longest));
        spec = spec with { Seed = new(7) };
        var length = EchoSessions.Complete(spec with { KeepBytes = true }).Directions[0].Written.Length;
        for (var at = 1; at < length; at++)
        {
            var result = EchoSessions.Complete(spec with { Faults = Engine.Faults.FaultRule.Parse($"C>S split @{at}") });
            if (result.Receipts[0].Fired == 0)
            {
                throw new InvalidOperationException($"nothing was split at {at} of {length}");
            }
        }

        return length - 1;
    }
}
