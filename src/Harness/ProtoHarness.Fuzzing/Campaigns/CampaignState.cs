using System.Text.Json;
using ProtoHarness.Fuzzing.Corpora;

namespace ProtoHarness.Fuzzing;

/// <summary>The running totals of a campaign, saved beside its corpus.</summary>
/// <param name="Executions">In all runs.</param>
/// <param name="Elapsed">In all runs.</param>
/// <param name="Deaths">Of worker processes, in all runs.</param>
sealed record CampaignState(long Executions, TimeSpan Elapsed, int Deaths)
{
    /// <summary>How the corpus read when the campaign last ended; null when it never did.</summary>
    public CorpusReading? Reading { get; init; }

    const string FileName = "state.json";

    /// <summary>Where a later run stands, this one counted in.</summary>
    public FuzzProgress And(FuzzProgress later) => later with { Executions = Executions + later.Executions, Elapsed = Elapsed + later.Elapsed };

    public static CampaignState Load(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) ? JsonSerializer.Deserialize<CampaignState>(File.ReadAllBytes(file))! : new CampaignState(0, TimeSpan.Zero, 0);
    }

    public void Save(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this));
}
