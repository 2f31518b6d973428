using ProtoHarness.Engine.Findings;

namespace ProtoHarness.Cli.Findings;

/// <summary>What the runs of one finding came to.</summary>
sealed record Replayed(LoadedFinding Loaded, int Runs, int Failed, int SameTrace)
{
    public string Message { get; init; } = "";

    public string Unsupported { get; init; } = "";

    public string Error { get; init; } = "";

    public IReadOnlyList<string> Notes { get; init; } = [];

    public FindingAccount? Account { get; init; }

    /// <summary>Whether the bug lives: it failed each time. That two runs differ cannot fail each time.</summary>
    public bool Lives => Failed > 0 && (Failed == Runs || !LawJudge.Instance.IsRepeatable(Loaded.Finding.Law));
}
