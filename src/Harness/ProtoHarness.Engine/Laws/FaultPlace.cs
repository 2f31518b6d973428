using System.Globalization;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Laws;

/// <summary>Names the byte at which a fault strikes by frame and field, when the plugin says what its directions are made of.</summary>
static class FaultPlace
{
    /// <summary>The place of the first fault that has one.</summary>
    /// <param name="spec">The session.</param>
    /// <returns>Such as <c>byte 6 of C&gt;S (Length, byte 3 of 4, of EchoFrame 1)</c>; null when no fault strikes at a byte of one direction.</returns>
    public static string? Of(SessionSpec spec)
    {
        if (spec.Transport != TransportKind.Memory || spec.Faults.FirstOrDefault(f => f.Direction is not null && Position(f) is not null) is not { Direction: { } direction } rule)
        {
            return null;
        }

        var position = Position(rule)!.Value;
        var connection = rule.Connection ?? 1;
        var whole = $"byte {position} of {DirectionText.Format(direction)}{(connection > 1 ? $" of connection {connection}" : "")}";
        var wire = spec.Plugin.Wire?.Invoke(spec.Values);
        if (wire?.Codec(direction) is not { } codec)
        {
            return whole;
        }

        // The bytes as they are without the fault: the session under it may not have come far.
        var clean = SessionRunner.Run(spec with { Faults = [], KeepBytes = true });
        var bytes = clean.Directions.FirstOrDefault(d => d.Connection == connection && d.Direction == direction)?.Written ?? default;
        return WireMap.Locate(codec, bytes, position) is { } field ? $"{whole} ({field}{Bit(rule)})" : whole;
    }

    static long? Position(FaultRule rule) =>
        rule.Fault.Text.Split(' ').FirstOrDefault(word => word.StartsWith('@')) is { } word
        && long.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;

    static string Bit(FaultRule rule) => rule.Fault.Kind.Name == "flip" ? $", bit {rule.Fault.Text.Split(' ')[^1]}" : "";
}
