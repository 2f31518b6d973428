using System.Text.Json;
using ProtoHarness.Fuzzing.Corpora;

namespace ProtoHarness.Fuzzing;

/// <summary>The running totals of a campaign, saved beside its corpus.</summary>
/// <param name="Executions">In all runs.</param>
/// <param name="Elapsed">In all runs.</param>
/// <param name="Deaths">Of worker processes, in all runs.</param>
sealed record CampaignState(long Executions, TimeSpan Elapsed, int Deaths)
{
    const string FileName = "state.json";

    public static CampaignState Load(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) ? JsonSerializer.Deserialize<CampaignState>(File.ReadAllBytes(file))! : new CampaignState(0, TimeSpan.Zero, 0);
    }

    public void Save(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this));
}
