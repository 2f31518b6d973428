namespace ProtoHarness.Cli.Plugins;

/// <summary>Numbers with their nouns.</summary>
static class Words
{
    public static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
