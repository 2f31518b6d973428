using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Findings;

/// <summary>Where the bytes of a replay leave those of the finding.</summary>
static class WireDifference
{
    /// <summary>The first difference, as the end of a sentence; empty when none can be told.</summary>
    public static string First(Finding finding, SessionResult result)
    {
        foreach (var wire in finding.Header.Wire)
        {
            var now = result.Directions.FirstOrDefault(d => d.Connection == wire.Connection && d.Direction == wire.Direction)?.Written ?? default;
            var then = Convert.FromHexString(wire.Hex);
            var common = now.Span.CommonPrefixLength(then);
            if (common < then.Length && (now.Length > 0 || result.Spec.KeepBytes))
            {
                var seen = common < now.Length ? $"{now.Span[common]:x2}" : "nothing";
                return $": byte {common} of {Faults.DirectionText.Format(wire.Direction)} of connection {wire.Connection} was {then[common]:x2} and is {seen}";
            }
        }

        return "";
    }
}
