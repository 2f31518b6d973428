using System.Globalization;
using ProtoHarness.Fuzz.Smoke;

// Runs each target of the registry for its share of a minute: all must hold, and the bug of the canary must be found.
//   --seconds N    the budget in all (60)
//   --part I/N     only this part of the targets, in this process; what the program gives itself
var (seconds, part) = (60.0, (Index: 0, Count: 0));
for (var i = 0; i < args.Length; i += 2)
{
    switch (args[i..Math.Min(i + 2, args.Length)])
    {
        case ["--seconds", var text] when double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0:
            seconds = number;
            break;
        case ["--part", var text] when text.Split('/') is [var index, var count]:
            part = (int.Parse(index, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture));
            break;
        default:
            await Console.Error.WriteLineAsync("usage: [--seconds N] [--part I/N]");
            return 2;
    }
}

var budget = TimeSpan.FromSeconds(seconds);
if (part.Count == 0)
{
    return await new SmokeParts(TimeProvider.System, Console.Out).RunAsync(budget) ? 0 : 1;
}

var started = TimeProvider.System.GetTimestamp();
var folder = Directory.CreateTempSubdirectory("fuzz-smoke-").FullName;
try
{
    // Neighbours, because targets of one plugin share what is made of it.
    var all = SmokeTargets.All();
    var targets = all.Take(all.Count * part.Index / part.Count).Skip(all.Count * (part.Index - 1) / part.Count).ToArray();
    var failed = 0;
    await foreach (var verdict in new SmokeRun(folder, TimeProvider.System).RunAsync(targets, budget - TimeProvider.System.GetElapsedTime(started)))
    {
        failed += verdict.Problem is null ? 0 : 1;
        Console.WriteLine(verdict);
    }

    return failed == 0 ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
