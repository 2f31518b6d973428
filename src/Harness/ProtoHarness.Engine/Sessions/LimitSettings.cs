using System.Globalization;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Sessions;

/// <summary>The limits of a session as <c>name=value</c>, as they are written in scripts and on the command line.</summary>
public static class LimitSettings
{
    static readonly (string Name, Func<SessionLimits, string> Get, Func<SessionLimits, string, SessionLimits?> Set, string Expected)[] All =
    [
        ("steps", l => Number(l.Simulation.MaxSteps), (l, t) => Whole(t) is { } n ? l with { Simulation = l.Simulation with { MaxSteps = n } } : null, "a whole number from 1"),
        ("virtual-time", l => Quantity.FormatDuration(l.Simulation.MaxTime), (l, t) => Time(t) is { } d ? l with { Simulation = l.Simulation with { MaxTime = d } } : null, "a span of time such as 1h"),
        ("real-time", l => Quantity.FormatDuration(l.RealTime), (l, t) => Time(t) is { } d ? l with { RealTime = d } : null, "a span of time such as 10s"),
        ("memory", l => Quantity.FormatSize(l.MaxAllocation), (l, t) => Size(t) is { } n ? l with { MaxAllocation = n } : null, "a size such as 64MiB"),
        ("buffered", l => Quantity.FormatSize(l.MaxBuffered), (l, t) => Size(t) is { } n ? l with { MaxBuffered = n } : null, "a size such as 4MiB"),
        ("connections", l => Number(l.MaxConnections), (l, t) => Whole(t) is <= int.MaxValue and { } n ? l with { MaxConnections = (int)n } : null, "a whole number from 1"),
        ("crowd", l => Number(l.Crowd), (l, t) => Whole(t) is <= int.MaxValue and { } n ? l with { Crowd = (int)n } : null, "a whole number from 1"),
        ("capture", l => Quantity.FormatSize(l.MaxCapture), (l, t) => Size(t) is <= int.MaxValue and { } n ? l with { MaxCapture = (int)n } : null, "a size such as 1MiB"),
        ("program-start", l => Quantity.FormatDuration(l.ProgramStart), (l, t) => Time(t) is { } d ? l with { ProgramStart = d } : null, "a span of time such as 5s"),
        ("program-end", l => Quantity.FormatDuration(l.ProgramEnd), (l, t) => Time(t) is { } d ? l with { ProgramEnd = d } : null, "a span of time such as 1s"),
        ("program-output", l => Quantity.FormatSize(l.MaxProgramOutput), (l, t) => Size(t) is <= int.MaxValue and { } n ? l with { MaxProgramOutput = (int)n } : null, "a size such as 64KiB"),
    ];

    /// <summary>What the limits are called.</summary>
    public static IEnumerable<string> Names => All.Select(limit => limit.Name);

    /// <summary>The limits that are not the usual ones.</summary>
    /// <param name="limits">The limits.</param>
    /// <returns>Their names and values.</returns>
    public static IEnumerable<(string Name, string Value)> Changed(SessionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var usual = new SessionLimits();
        return All.Where(limit => limit.Get(limits) != limit.Get(usual)).Select(limit => (limit.Name, limit.Get(limits)));
    }

    /// <summary>The limits with one set.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="name">Which one.</param>
    /// <param name="value">Its value, as it is written.</param>
    /// <param name="problem">What is wrong when there is no answer, and what may be written.</param>
    /// <param name="isName">Whether it is the name that is wrong.</param>
    /// <returns>The changed limits; null when there is no such limit, or the value is none.</returns>
    public static SessionLimits? With(SessionLimits limits, string name, string value, out string problem, out bool isName)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var limit = All.FirstOrDefault(known => known.Name == name);
        isName = limit.Name is null;
        problem = isName ? $"'{name}' is no limit{NearestWord.Hint(name, Names)}" : $"'{value}' is no value for the limit '{name}': write {limit.Expected}";
        return isName ? null : limit.Set(limits, value);
    }

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;

    static TimeSpan? Time(string text) => Quantity.TryParseDuration(text, out var d) && d > TimeSpan.Zero ? d : null;

    static long? Size(string text) => Quantity.TryParseSize(text, out var n) && n > 0 ? n : null;
}
