namespace ProtoHarness.Cli.Settings;

/// <summary>One line of <c>protoharness.toml</c>.</summary>
/// <param name="Section">The command that it is for; empty: every command that has such an option.</param>
/// <param name="Name">The option, without its hyphens.</param>
/// <param name="Values">The values as text; several in an array.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="SectionLine">The line of its section, from 1; 0 above the first.</param>
sealed record Setting(string Section, string Name, IReadOnlyList<string> Values, int Line, int SectionLine);
