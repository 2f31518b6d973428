using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>A scenario that was checked against its plugin and can be run.</summary>
public sealed record BoundScenario
{
    /// <summary>What the script says.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The session; null for a case of a codec.</summary>
    public SessionSpec? Spec { get; init; }

    /// <summary>The codec; null for a session.</summary>
    public FrameCodec? Codec { get; init; }

    /// <summary>Whether the script itself plays an end, or says by <c>expect</c> what must hold.</summary>
    public bool IsScripted { get; init; }

    /// <summary>Runs it and asks the law of a finding.</summary>
    /// <param name="law">The law's id.</param>
    /// <param name="judge">The laws.</param>
    /// <returns>The verdict.</returns>
    public FindingVerdict Judge(string law, IFindingJudge judge)
    {
        ArgumentNullException.ThrowIfNull(judge);
        return Codec is { } codec ? judge.Judge(law, codec, Convert.FromHexString(Scenario.Input)) : judge.Judge(law, Spec!);
    }
}
