using System.Globalization;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>One event of a session.</summary>
/// <param name="Ticks">The session's time, in ticks of 100 ns.</param>
/// <param name="Role">Where: <c>C1</c>, <c>S1</c>.</param>
/// <param name="Kind">What.</param>
/// <param name="Bytes">The bytes concerned; empty where there are none.</param>
/// <param name="Note">What a role said; null where it said nothing.</param>
public sealed record TraceEvent(long Ticks, string Role, TraceKind Kind, ReadOnlyMemory<byte> Bytes, string? Note)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        const int Shown = 32;
        var time = (Ticks / (double)TimeSpan.TicksPerMillisecond).ToString("0.###", CultureInfo.InvariantCulture);
        var text = $"+{time}ms {Role} {Kind.ToString().ToLowerInvariant()}";
        if (Note is not null)
        {
            return $"{text} {Note}";
        }

        return Bytes.Length == 0 ? text
            : $"{text} {Bytes.Length} {Convert.ToHexStringLower(Bytes.Span[..Math.Min(Shown, Bytes.Length)])}{(Bytes.Length > Shown ? "…" : "")}";
    }
}
