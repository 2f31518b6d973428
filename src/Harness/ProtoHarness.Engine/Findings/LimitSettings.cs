using System.Globalization;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Findings;

/// <summary>The limits of a session as <c>name=value</c>.</summary>
static class LimitSettings
{
    static readonly (string Name, Func<SessionLimits, string> Get, Func<SessionLimits, string, SessionLimits?> Set, string Expected)[] All =
    [
        ("steps", l => Number(l.Simulation.MaxSteps), (l, t) => Whole(t) is { } n ? l with { Simulation = l.Simulation with { MaxSteps = n } } : null, "a whole number from 1"),
        ("virtual-time", l => Quantity.FormatDuration(l.Simulation.MaxTime), (l, t) => Time(t) is { } d ? l with { Simulation = l.Simulation with { MaxTime = d } } : null, "a span of time such as 1h"),
        ("real-time", l => Quantity.FormatDuration(l.RealTime), (l, t) => Time(t) is { } d ? l with { RealTime = d } : null, "a span of time such as 10s"),
        ("memory", l => Quantity.FormatSize(l.MaxAllocation), (l, t) => Size(t) is { } n ? l with { MaxAllocation = n } : null, "a size such as 64MiB"),
        ("connections", l => Number(l.MaxConnections), (l, t) => Whole(t) is <= int.MaxValue and { } n ? l with { MaxConnections = (int)n } : null, "a whole number from 1"),
        ("capture", l => Quantity.FormatSize(l.MaxCapture), (l, t) => Size(t) is <= int.MaxValue and { } n ? l with { MaxCapture = (int)n } : null, "a size such as 1MiB"),
        ("program-start", l => Quantity.FormatDuration(l.ProgramStart), (l, t) => Time(t) is { } d ? l with { ProgramStart = d } : null, "a span of time such as 5s"),
        ("program-end", l => Quantity.FormatDuration(l.ProgramEnd), (l, t) => Time(t) is { } d ? l with { ProgramEnd = d } : null, "a span of time such as 1s"),
        ("program-output", l => Quantity.FormatSize(l.MaxProgramOutput), (l, t) => Size(t) is <= int.MaxValue and { } n ? l with { MaxProgramOutput = (int)n } : null, "a size such as 64KiB"),
    ];

    public static IEnumerable<string> Names => All.Select(limit => limit.Name);

    /// <summary>The limits that are not the usual ones.</summary>
    public static IEnumerable<Setting> Changed(SessionLimits limits)
    {
        var usual = new SessionLimits();
        return All.Where(limit => limit.Get(limits) != limit.Get(usual)).Select(limit => new Setting(limit.Name, limit.Get(limits)));
    }

    /// <summary>The limits with some set.</summary>
    public static SessionLimits Apply(SessionLimits limits, IEnumerable<Setting> settings, ScriptErrors errors)
    {
        foreach (var setting in settings)
        {
            var limit = All.FirstOrDefault(known => known.Name == setting.Name);
            if (limit.Name is null)
            {
                errors.Add(setting.Position, $"'{setting.Name}' is no limit{NearestWord.Hint(setting.Name, Names)}");
            }
            else if (limit.Set(limits, setting.Text) is { } changed)
            {
                limits = changed;
            }
            else
            {
                errors.Add(setting.ValuePosition, $"'{setting.Text}' is no value for the limit '{setting.Name}': write {limit.Expected}");
            }
        }

        return limits;
    }

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;

    static TimeSpan? Time(string text) => Quantity.TryParseDuration(text, out var d) && d > TimeSpan.Zero ? d : null;

    static long? Size(string text) => Quantity.TryParseSize(text, out var n) && n > 0 ? n : null;
}
