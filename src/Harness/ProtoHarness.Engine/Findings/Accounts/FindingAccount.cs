using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Reports;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Findings;

/// <summary>A failure, told for people: what was expected, where it struck, how each end ended, what crossed, and who waits for whom.</summary>
public sealed record FindingAccount
{
    const int Most = 8;

    /// <summary>What the law says, in one sentence.</summary>
    public required string Expected { get; init; }

    /// <summary>The byte at which the fault struck, by frame and field; empty when there is none.</summary>
    public string Place { get; init; } = "";

    /// <summary>How each role ended, a line each.</summary>
    public IReadOnlyList<string> Ends { get; init; } = [];

    /// <summary>Which faults fired, where and when, a line each.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>What was written in each direction, as frames where the plugin says what they are, a line each.</summary>
    public IReadOnlyList<string> Wire { get; init; } = [];

    /// <summary>Who waits for whom when nothing could go on, a line each; empty when the session finished.</summary>
    public IReadOnlyList<string> Waits { get; init; } = [];

    /// <summary>What happened, in order: the first and the last events; empty over sockets and for a very long session.</summary>
    public IReadOnlyList<AccountEvent> Events { get; init; } = [];

    /// <summary>The source line at which a role threw; null when none did, or it is not known.</summary>
    public SourcePlace? Source { get; init; }

    /// <summary>The account of a session. It may run the session again: without its faults, to name the field at which one struck, and for its events.</summary>
    /// <param name="law">The law that was broken.</param>
    /// <param name="result">The session, with its bytes.</param>
    /// <returns>The account.</returns>
    public static FindingAccount Of(Law law, SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(result);
        return new FindingAccount
        {
            Expected = law.Title,
            Place = FaultPlace.Of(result.Spec) ?? "",
            Ends = Few(result.Roles.Select(role => role.ToString())),
            Faults = Few(result.Receipts.Where(receipt => receipt.Fired > 0).Select(receipt => receipt.ToString())),
            Wire = Few(WireText.Of(result)),
            Waits = Few(WaitPicture.Of(result)),
            Events = EventText.Of(result),
            Source = StackMethods.Place(StackMethods.Error(result)),
        };
    }

    /// <summary>The account of a codec.</summary>
    /// <param name="law">The law that was broken.</param>
    /// <param name="codec">The codec.</param>
    /// <param name="input">The input.</param>
    /// <returns>The account.</returns>
    public static FindingAccount Of(Law law, FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(codec);
        return new FindingAccount { Expected = law.Title, Wire = [$"input, {input.Length} byte{(input.Length == 1 ? "" : "s")}: {WireText.Frames(codec, input)}"] };
    }

    static IReadOnlyList<string> Few(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count <= Most ? all : [.. all.Take(Most - 1), $"… and {all.Count - Most + 1} more"];
    }
}
