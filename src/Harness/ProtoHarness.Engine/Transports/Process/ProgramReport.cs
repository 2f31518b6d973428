namespace ProtoHarness.Engine.Transports;

/// <summary>What became of a foreign program.</summary>
/// <param name="CommandLine">What was started, with the port in it.</param>
/// <param name="ExitCode">Its exit code; that of the killing when <paramref name="WasKilled"/>.</param>
/// <param name="EndedByItself">Whether it ended before it was told to.</param>
/// <param name="WasKilled">Whether it had to be killed: the usual end of a server that does not watch its standard input.</param>
/// <param name="Output">The last of what it wrote to its standard output (<c>limits.program-output</c>).</param>
/// <param name="ErrorOutput">The last of what it wrote to its standard error.</param>
public sealed record ProgramReport(string CommandLine, int ExitCode, bool EndedByItself, bool WasKilled, string Output, string ErrorOutput);
