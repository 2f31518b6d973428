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
    public FaultRule ToFault() => new(Operation switch
    {
        SessionOperation.Insert => FaultSpec.Insert(Position, AtLeastOne()),
        SessionOperation.Overwrite => FaultSpec.Overwrite(Position, AtLeastOne()),
        _ => FaultSpec.Parse(Text()),
    }, Direction);

    string Text()
    {
        var at = Position.ToString(CultureInfo.InvariantCulture);
        var count = Math.Clamp(Amount, 1, MaxCount).ToString(CultureInfo.InvariantCulture);
        var number = (1 + (Position % MaxNumber)).ToString(CultureInfo.InvariantCulture);
        return Operation switch
        {
            SessionOperation.Drop => $"drop @{at} {count}",
            SessionOperation.Duplicate => $"duplicate @{at} {count}",
            SessionOperation.Flip => $"flip @{at} {Amount & 7}",
            SessionOperation.Truncate => $"truncate @{at}",
            SessionOperation.HalfClose => $"half-close @{at}",
            SessionOperation.Reset => $"reset @{at}",
            SessionOperation.Fragment => $"fragment {1 + (Amount % MaxFragment)}",
            SessionOperation.Delay => $"delay {1 + Amount}ms",
            SessionOperation.ReadError => $"read-error {number}",
            SessionOperation.WriteError => $"write-error {number}",
            _ => $"cancel {number}",
        };
    }

    byte[] AtLeastOne() => Bytes.Length > 0 ? Bytes : [0];
}
