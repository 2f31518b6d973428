namespace ProtoHarness.Cli.Fuzz;

/// <summary>What a foreign fuzzer came to.</summary>
/// <param name="Executions">How many inputs it ran, by its own count.</param>
/// <param name="Elapsed">How long it ran.</param>
/// <param name="Failing">The inputs that it says fail.</param>
sealed record ForeignRun(long Executions, TimeSpan Elapsed, IReadOnlyList<string> Failing);
