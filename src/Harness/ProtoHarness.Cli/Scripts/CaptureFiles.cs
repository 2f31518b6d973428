using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Captures;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Scripts;

/// <summary>Writes the captures of <c>run --pcap</c>: one for each script, under its id. One that cannot be written is said so; the verdicts stand.</summary>
static class CaptureFiles
{
    public static void Write(string? folder, IReadOnlyList<SuiteResult> results, Screen screen)
    {
        if (folder is null)
        {
            return;
        }

        foreach (var result in results)
        {
            if (result.Run is { } run)
            {
                OutputFile.Save(Path.Combine(folder, result.Case.Id + ".pcapng"), SessionCapture.Write(run.Result, $"{VerdictText.Format(result.Verdict)} {result.Message}".TrimEnd()), screen);
            }
        }
    }
}
