namespace ProtoHarness.Cli;

/// <summary>What the process answers (docs/cli.md).</summary>
static class ExitCode
{
    public const int Held = 0;
    public const int Findings = 1;
    public const int Usage = 2;
    public const int CouldNotRun = 3;
    public const int OnlyFlaky = 4;
    public const int NoVerdict = 5;
    public const int Interrupted = 130;
}
