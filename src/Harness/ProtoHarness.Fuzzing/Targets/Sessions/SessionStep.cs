using System.Globalization;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>One step of a session input.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Direction">To which direction.</param>
/// <param name="Position">Where, in bytes from the start of the direction's stream.</param>
/// <param name="Amount">How much, where the operation has no bytes of its own.</param>
/// <param name="Bytes">The bytes of an insertion or replacement; else empty.</param>
public sealed record SessionStep(SessionOperation Operation, Direction Direction, int Position, int Amount, byte[] Bytes)
{
    const int MaxFragment = 64;
    const int MaxNumber = 32;
    const int MaxCount = 255;

    /// <summary>Whether the operation carries bytes.</summary>
    public bool HasBytes => Operation is SessionOperation.Insert or SessionOperation.Overwrite;

    /// <summary>The step as a fault.</summary>
    public IReadOnlyList<FaultRule> ToFaults()
    {
        var direction = DirectionText.Format(Direction);
        var at = Position.ToString(CultureInfo.InvariantCulture);
        var count = Math.Clamp(Amount, 1, MaxCount).ToString(CultureInfo.InvariantCulture);
        var number = (1 + (Position % MaxNumber)).ToString(CultureInfo.InvariantCulture);
        return FaultRule.Parse(Operation switch
        {
            SessionOperation.Insert => $"{direction} insert @{at} {Hex()}",
            SessionOperation.Overwrite => $"{direction} overwrite @{at} {Hex()}",
            SessionOperation.Drop => $"{direction} drop @{at} {count}",
            SessionOperation.Duplicate => $"{direction} duplicate @{at} {count}",
            SessionOperation.Flip => $"{direction} flip @{at} {Amount & 7}",
            SessionOperation.Truncate => $"{direction} truncate @{at}",
            SessionOperation.HalfClose => $"{direction} half-close @{at}",
            SessionOperation.Reset => $"{direction} reset @{at}",
            SessionOperation.Fragment => $"{direction} fragment {1 + (Amount % MaxFragment)}",
            SessionOperation.Delay => $"{direction} delay {1 + Amount}ms",
            SessionOperation.ReadError => $"{direction} read-error {number}",
            SessionOperation.WriteError => $"{direction} write-error {number}",
            _ => $"{direction} cancel {number}",
        });
    }

    string Hex() => Bytes.Length > 0 ? Convert.ToHexStringLower(Bytes) : "00";
}
