namespace ProtoHarness.Cli.Shell;

/// <summary>What a command's help says beyond its arguments.</summary>
/// <param name="Examples">Command lines to paste.</param>
/// <param name="Codes">What its exit codes mean, a line each; empty for a command of which only 0 and 2 are known.</param>
/// <param name="Page">Where more is written, in the repository.</param>
sealed record HelpPage(string[] Examples, string[] Codes, string Page);
