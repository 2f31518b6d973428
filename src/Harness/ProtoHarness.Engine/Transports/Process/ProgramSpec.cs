namespace ProtoHarness.Engine.Transports;

/// <summary>A foreign program that plays one side of a session.</summary>
/// <param name="CommandLine">The program and its arguments, separated by spaces, with quotes where an argument has spaces; no shell reads it. <c>{port}</c> is replaced by the number of a port on 127.0.0.1.</param>
/// <param name="Side">Which side it plays.</param>
public sealed record ProgramSpec(string CommandLine, ProgramSide Side = ProgramSide.Server)
{
    /// <summary>What stands for the port in <see cref="CommandLine"/>.</summary>
    public const string Port = "{port}";

    /// <inheritdoc/>
    public override string ToString() => $"{Side.ToString().ToLowerInvariant()} exec \"{CommandLine}\"";
}
