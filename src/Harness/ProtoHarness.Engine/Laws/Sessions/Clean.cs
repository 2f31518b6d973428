using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Laws;

/// <summary>The parts of "ended cleanly" that several laws share.</summary>
static class Clean
{
    static readonly string[] Corrupting = ["flip", "overwrite", "drop", "duplicate", "insert", "replace", "flood", "shorten-nth"];

    /// <summary>Whether the faults change what the peer says, so that a protocol without checksums must believe it.</summary>
    public static bool IsCorrupting(SessionSpec spec) => spec.Faults.Any(rule => Corrupting.Contains(rule.Fault.Kind.Name));

    /// <summary>A role threw what no role may throw.</summary>
    public static string? Failed(SessionResult result)
    {
        if (result.Strays.FirstOrDefault() is { } stray)
        {
            return $"nobody catches {stray.GetType().Name}: {PrintableText.Of(stray.Message)}{Where(stray)}, which would have ended the process";
        }

        var failed = result.Roles.FirstOrDefault(role => role.Outcome == RoleOutcome.Failed);
        return failed is null ? null : $"{failed}{Where(failed.Error!)}";
    }

    /// <summary>Somebody waits for ever although both peers were told that it is over.</summary>
    public static string? Deadlock(SessionResult result) => result.End switch
    {
        SimulationEnd.Finished => null,
        SimulationEnd.StepLimit => $"the session runs without end: {result.Steps} steps (limits.steps)",
        SimulationEnd.TimeLimit when result.Steps > 0 => $"the session does not end, only timers fire: {result.Elapsed.TotalMinutes:0} minutes of virtual time (limits.virtual-time){Waiting(result)}",
        SimulationEnd.TimeLimit => $"the session did not end within {result.Spec.Limits.RealTime.TotalSeconds:0.#} s (limits.real-time)",
        _ => $"deadlock: nothing can go on{Waiting(result)}",
    };

    /// <summary>A role did not let go even when the session was cancelled.</summary>
    public static string? HeldOn(SessionResult result)
    {
        if (!result.WasCancelled)
        {
            return null;
        }

        var stuck = result.Roles.Where(role => role.Outcome == RoleOutcome.Unfinished && role.Name != "S").Select(role => role.Name).ToList();
        return stuck.Count == 0 ? null : $"{string.Join(" and ", stuck)} did not end when cancelled";
    }

    /// <summary>More memory than the session's limit. What a flood of small frames takes for a moment says nothing; what is held of it does.</summary>
    public static string? Memory(SessionResult result) =>
        !HeldMemory.IsFlooded(result.Spec) && result.Allocated > result.Spec.Limits.MaxAllocation
            ? $"the session allocated {result.Allocated / (1024 * 1024)} MiB more than its bytes warrant (limits.memory is {result.Spec.Limits.MaxAllocation / (1024 * 1024)} MiB); is a length trusted before it is checked?"
            : null;

    /// <summary>What came without an end is kept.</summary>
    public static string? Held(SessionResult result) =>
        result.Held > result.Spec.Limits.MaxBuffered
            ? $"of {FloodStage.Size / (1024 * 1024)} MiB that came without an end, {result.Held / (1024 * 1024.0):0} MiB of memory are held{Waiting(result)} (limits.buffered is {Quantity.FormatSize(result.Spec.Limits.MaxBuffered)}); is there a limit to what is waited for?"
            : null;

    /// <summary>Delivered data that is no prefix of what was sent.</summary>
    public static string? Prefix(SessionResult result) =>
        result.Flows.FirstOrDefault(flow => flow.Kind == FlowProblemKind.NotAPrefix)?.Message;

    /// <summary>Who ended how, for a message.</summary>
    public static string Roles(SessionResult result) =>
        string.Join("; ", result.Roles.Where(role => role.Outcome != RoleOutcome.Completed).Select(role => role.ToString()));

    /// <summary>Who waits for what, behind a message.</summary>
    public static string Waiting(SessionResult result) =>
        result.Waiting.Count == 0 ? "" : "; " + string.Join("; ", result.Waiting);

    /// <summary>The innermost method that is neither the runtime's nor the harness's, and its line without the folders of this machine.</summary>
    public static string Where(Exception error)
    {
        var method = StackMethods.Of(error).FirstOrDefault();
        var place = StackMethods.Place(error);
        return (method, place) switch
        {
            (null, null) => "",
            (_, null) => $" (in {method})",
            _ => $" (in {method}, {Path.GetFileName(place.File)}:{place.Line})",
        };
    }
}
