using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Cli.Addresses;

/// <summary>A foreign program on the command line: <c>exec:COMMAND {port}</c>.</summary>
static class ExecArgument
{
    /// <summary>What tells it from a plugin or a file.</summary>
    public const string Prefix = "exec:";

    /// <summary>Reads an argument.</summary>
    /// <returns>The program; null when it is something else.</returns>
    /// <exception cref="FormatException">The command line does not say where the port goes.</exception>
    public static ProgramSpec? Parse(string text) => !text.StartsWith(Prefix, StringComparison.Ordinal) ? null
        : text.Contains(ProgramSpec.Port, StringComparison.Ordinal) ? new ProgramSpec(text[Prefix.Length..])
        : throw new FormatException($"'{text}' does not say where the port goes: write {ProgramSpec.Port} there");
}
