using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>
/// What is done in a fuzzed session: which conversation, in which order things happen, and what goes wrong where. It stands in
/// bytes so that blind mutation and foreign fuzzers can work on it; any bytes mean something.
/// </summary>
/// <param name="Conversation">Which conversation, counted round.</param>
/// <param name="Clients">How many clients run it at once.</param>
/// <param name="Schedule">What decides who runs next; 0: first come, first served.</param>
/// <param name="Steps">What goes wrong, in the order in which it sits on the line.</param>
/// <param name="Side">Which roles take part.</param>
/// <param name="Variant">Under which values, counted round (<see cref="SessionVariants"/>).</param>
public sealed record SessionInput(int Conversation, int Clients, int Schedule, IReadOnlyList<SessionStep> Steps, SessionSide Side = SessionSide.Both, int Variant = 0)
{
    /// <summary>The most steps; further bytes mean nothing.</summary>
    public const int MaxSteps = 16;

    /// <summary>The most clients.</summary>
    public const int MaxClients = 3;

    /// <summary>The number of <see cref="SessionSide"/>s.</summary>
    public const int Sides = (int)SessionSide.Client + 1;

    const int HeaderBytes = 4;
    const int StepBytes = 5;
    const int Operations = (int)SessionOperation.Cancel + 1;

    /// <summary>Reads an input.</summary>
    /// <param name="bytes">Any bytes.</param>
    public static SessionInput Read(ReadOnlySpan<byte> bytes)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        header.Clear();
        bytes[..Math.Min(bytes.Length, HeaderBytes)].CopyTo(header);
        bytes = bytes[Math.Min(bytes.Length, HeaderBytes)..];
        var steps = new List<SessionStep>();
        while (bytes.Length >= StepBytes && steps.Count < MaxSteps)
        {
            var operation = (SessionOperation)(bytes[0] % Operations);
            var direction = (bytes[1] & 1) == 0 ? Direction.ToServer : Direction.ToClient;
            var position = bytes[2] | (bytes[3] << 8);
            int amount = bytes[4];
            bytes = bytes[StepBytes..];
            var own = operation is SessionOperation.Insert or SessionOperation.Overwrite ? Math.Min(amount, bytes.Length) : 0;
            steps.Add(new SessionStep(operation, direction, position, amount, bytes[..own].ToArray()));
            bytes = bytes[own..];
        }

        // One byte for all three; below MaxClients it means the clients alone.
        var (rest, clients) = Math.DivRem(header[1], (byte)MaxClients);
        var (variant, side) = Math.DivRem(rest, (byte)Sides);
        return new SessionInput(header[0], 1 + clients, header[2] | (header[3] << 8), steps, (SessionSide)side, variant);
    }

    /// <summary>Writes an input.</summary>
    /// <returns>Bytes that read as the same input.</returns>
    public byte[] Write()
    {
        var cast = (((Variant * Sides) + (int)Side) * MaxClients) + Clients - 1;
        var bytes = new List<byte> { (byte)Conversation, (byte)cast, (byte)Schedule, (byte)(Schedule >> 8) };
        foreach (var step in Steps.Take(MaxSteps))
        {
            var own = step.HasBytes ? step.Bytes[..Math.Min(step.Bytes.Length, byte.MaxValue)] : [];
            bytes.AddRange(
            [
                (byte)step.Operation, (byte)(step.Direction == Direction.ToServer ? 0 : 1), (byte)step.Position, (byte)(step.Position >> 8),
                step.HasBytes ? (byte)own.Length : (byte)step.Amount, .. own,
            ]);
        }

        return [.. bytes];
    }
}
