namespace ProtoHarness.Engine.Scenarios;

/// <summary>Names of ends: a capital letter, then letters and digits. <c>S</c> is the server.</summary>
static class EndName
{
    public const string Server = "S";

    /// <summary>Whether a word has the shape of an end's name.</summary>
    public static bool Is(string word) => word.Length is > 0 and <= 20 && char.IsAsciiLetterUpper(word[0]) && word.All(char.IsAsciiLetterOrDigit);

    /// <summary>Whether a word can name a client.</summary>
    public static bool IsClient(string word) => Is(word) && word != Server;
}
