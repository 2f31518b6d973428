using System.Globalization;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Findings;

/// <summary>The events of a session, in order, with the frames that were written.</summary>
public static class EventText
{
    /// <summary>The longest session that is run once more for its events.</summary>
    public const int MaxSteps = 50_000;

    const int FirstAndLast = 20;

    /// <summary>The first and the last events.</summary>
    /// <param name="result">The session. One without its trace is run again, which only a session in memory can be.</param>
    /// <returns>The events; empty when they cannot be had again, or the session is very long.</returns>
    public static IReadOnlyList<AccountEvent> Of(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Trace.Count == 0 && (result.Spec.Transport != TransportKind.Memory || result.Steps > MaxSteps))
        {
            return [];
        }

        result = result.Trace.Count > 0 ? result : SessionRunner.Run(result.Spec with { KeepTrace = true });
        var trace = result.Trace;
        var wire = result.Spec.Plugin.Wire?.Invoke(result.Spec.Values);
        AccountEvent One(TraceEvent e)
        {
            var codec = e.Role[0] == 'C' == (e.Kind == TraceKind.Write) ? wire?.ToServer : wire?.ToClient;
            var text = e.Note ?? (e.Bytes.Length == 0 ? e.Kind.ToString().ToLowerInvariant() : $"{e.Kind.ToString().ToLowerInvariant()}s {e.Bytes.Length} byte{(e.Bytes.Length == 1 ? "" : "s")}: {WireText.Frames(codec, e.Bytes)}");
            return new AccountEvent(Time(e.Ticks), e.Role, text);
        }

        var faults = new Queue<Faults.FaultReceipt>(result.Receipts.Where(receipt => receipt.Fired > 0).OrderBy(receipt => receipt.FirstTime));
        IEnumerable<AccountEvent> Due(long ticks)
        {
            while (faults.TryPeek(out var fault) && fault.FirstTime.Ticks <= ticks)
            {
                yield return new AccountEvent(Time(faults.Dequeue().FirstTime.Ticks), "", $"fault {fault}");
            }
        }

        // A fault stands before the first event that it may have changed.
        var all = trace.SelectMany(e => Due(e.Ticks).Append(One(e))).ToList();
        all.AddRange(Due(long.MaxValue));
        return all.Count <= 2 * FirstAndLast ? all
            : [.. all.Take(FirstAndLast), new AccountEvent("", "", $"… {all.Count - (2 * FirstAndLast)} events more"), .. all.TakeLast(FirstAndLast)];
    }

    static string Time(long ticks) => $"+{(ticks / (double)TimeSpan.TicksPerMillisecond).ToString("0.###", CultureInfo.InvariantCulture)}ms";
}
