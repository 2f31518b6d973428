using ProtoHarness.Engine.Reports;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Findings;

/// <summary>The methods of an exception's stack, so that two throws of one bug look alike: no lines, no offsets, nothing of the runtime or of the harness.</summary>
static class StackMethods
{
    const int Most = 8;

    static readonly string[] Foreign = ["System.", "Microsoft.", "ProtoHarness.Engine.Sessions.", "ProtoHarness.Engine.Simulation.", "ProtoHarness.Engine.Transports.", "ProtoHarness.Engine.Faults.", "ProtoHarness.Abstractions."];

    /// <summary>The first exception that nobody caught, or that no role may throw; else the first that a conversation did not expect, which is often only what follows from the other.</summary>
    public static Exception? Error(SessionResult result) => result.Strays.FirstOrDefault()
        ?? (result.Roles.FirstOrDefault(role => role.Outcome == RoleOutcome.Failed) ?? result.Roles.FirstOrDefault(role => role.Outcome == RoleOutcome.Unexpected))?.Error;

    /// <summary>The methods, innermost first.</summary>
    public static IEnumerable<string> Of(Exception? error) => Of(error?.StackTrace ?? "");

    /// <summary>The methods of a stack trace's text, innermost first.</summary>
    public static IEnumerable<string> Of(string stackTrace) => Lines(stackTrace).Select(line => Method(line["at ".Length..])).Take(Most);

    /// <summary>The innermost source line that is neither the runtime's nor the harness's; null when none is known.</summary>
    public static SourcePlace? Place(Exception? error) => Lines(error?.StackTrace ?? "").Select(SourcePlace.OfStackLine).FirstOrDefault(place => place is not null);

    static IEnumerable<string> Lines(string stackTrace) => stackTrace
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line.StartsWith("at ", StringComparison.Ordinal) && !Foreign.Any(prefix => line.AsSpan("at ".Length).StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>The name of the method: what the compiler made of an async or local one is taken back.</summary>
    static string Method(string line)
    {
        var end = line.IndexOf('(', StringComparison.Ordinal);
        var name = end < 0 ? line : line[..end];

        // Ns.Type.<>c.<Method>b__0_1, Ns.Type.<Method>d__5.MoveNext and Ns.Type.<Method>g__Local|3_0 are Ns.Type.Method.
        while (name.IndexOf("<>c", StringComparison.Ordinal) is >= 0 and var start && name.IndexOf('.', start) is >= 0 and var dot)
        {
            name = name.Remove(start, dot + 1 - start);
        }

        var open = name.IndexOf('<', StringComparison.Ordinal);
        var close = name.IndexOf('>', StringComparison.Ordinal);
        return open >= 0 && close > open + 1 ? name[..open] + name[(open + 1)..close] : name;
    }
}
