using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Findings;

/// <summary>The laws of this ProtoHarness, for findings.</summary>
public sealed class LawJudge : IFindingJudge
{
    /// <summary>The one instance.</summary>
    public static LawJudge Instance { get; } = new();

    /// <inheritdoc/>
    public bool Knows(string law) => SessionLaws.Find(law) is not null || CodecLaws.Find(law) is not null;

    /// <inheritdoc/>
    public FindingVerdict Judge(string law, SessionSpec spec)
    {
        var (judgement, result) = (SessionLaws.Find(law) ?? throw Unknown(law, "sessions")).TryPatiently(spec);
        return Of(judgement, result);
    }

    /// <inheritdoc/>
    public SessionSpec? Fit(string law, SessionSpec spec) => (SessionLaws.Find(law) ?? throw Unknown(law, "sessions")).Fit(spec);

    /// <inheritdoc/>
    public bool IsFair(string law, SessionSpec spec) => (SessionLaws.Find(law) ?? throw Unknown(law, "sessions")).IsFair(spec);

    /// <inheritdoc/>
    public bool IsRepeatable(string law) => SessionLaws.Find(law) is not SameSeedLaw;

    /// <inheritdoc/>
    public FindingVerdict Judge(string law, FrameCodec codec, ReadOnlyMemory<byte> input) =>
        Of((CodecLaws.Find(law) ?? throw Unknown(law, "codecs")).Judge(codec, input), null);

    static FindingVerdict Of(Judgement judgement, SessionResult? result) => judgement.Verdict switch
    {
        Verdict.Fail => new FindingVerdict(judgement.Message, result),
        Verdict.Unsupported or Verdict.NonStrict => new FindingVerdict(null, result, judgement.Message),
        _ => new FindingVerdict(null, result),
    };

    static ArgumentException Unknown(string law, string what) => new($"there is no law '{law}' of {what}", nameof(law));
}
