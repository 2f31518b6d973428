using System.Globalization;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Findings;

/// <summary>The events of a session, in order, with the frames that were written.</summary>
static class EventText
{
    /// <summary>The longest session that is run once more for its events.</summary>
    const int MaxSteps = 50_000;

    const int FirstAndLast = 20;

    public static IReadOnlyList<AccountEvent> Of(SessionResult result)
    {
        if (result.Spec.Transport != TransportKind.Memory || result.Steps > MaxSteps)
        {
            return [];
        }

        var trace = result.Trace.Count > 0 ? result.Trace : SessionRunner.Run(result.Spec with { KeepTrace = true }).Trace;
        var wire = result.Spec.Plugin.Wire?.Invoke(result.Spec.Values);
        AccountEvent One(TraceEvent e)
        {
            var codec = e.Role[0] == 'C' == (e.Kind == TraceKind.Write) ? wire?.ToServer : wire?.ToClient;
            var text = e.Note ?? (e.Bytes.Length == 0 ? e.Kind.ToString().ToLowerInvariant() : $"{e.Kind.ToString().ToLowerInvariant()}s {e.Bytes.Length} byte{(e.Bytes.Length == 1 ? "" : "s")}: {WireText.Frames(codec, e.Bytes)}");
            return new AccountEvent($"+{(e.Ticks / (double)TimeSpan.TicksPerMillisecond).ToString("0.###", CultureInfo.InvariantCulture)}ms", e.Role, text);
        }

        return trace.Count <= 2 * FirstAndLast ? [.. trace.Select(One)]
            : [.. trace.Take(FirstAndLast).Select(One), new AccountEvent("", "", $"… {trace.Count - (2 * FirstAndLast)} events more"), .. trace.TakeLast(FirstAndLast).Select(One)];
    }
}
