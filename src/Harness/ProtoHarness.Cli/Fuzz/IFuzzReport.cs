using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Cli.Fuzz;

/// <summary>Tells what a fuzzing run does.</summary>
interface IFuzzReport
{
    void Begin(FuzzChoice choice, ulong seed);

    void Progress(FuzzChoice choice, FuzzProgress progress);

    /// <summary>A line of a foreign fuzzer.</summary>
    void Note(FuzzChoice choice, string line);

    /// <summary>Something that the user should know of the campaign.</summary>
    void Notice(FuzzChoice choice, string line);

    /// <param name="choice">The target.</param>
    /// <param name="finding">The failure.</param>
    /// <param name="path">The finding's file, or the input where the failure has no other form.</param>
    void Found(FuzzChoice choice, FuzzFinding finding, string path);

    void End(FuzzChoice choice, FuzzCampaignResult result);
}
