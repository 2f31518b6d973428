namespace ProtoHarness.Fuzzing.Engine;

/// <summary>Byte strings that an input may have to contain, each once, in the order in which they were added.</summary>
public sealed class TokenDictionary
{
    /// <summary>The most tokens.</summary>
    public const int MaxTokens = 4096;

    readonly List<byte[]> _tokens = [];
    readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The number of tokens.</summary>
    public int Count => _tokens.Count;

    /// <summary>A token.</summary>
    /// <param name="index">From 0.</param>
    public byte[] this[int index] => _tokens[index];

    /// <summary>Adds a token; an empty or known one is ignored, and one above the limit too.</summary>
    /// <param name="token">The bytes.</param>
    public void Add(ReadOnlySpan<byte> token)
    {
        if (token.Length > 0 && _tokens.Count < MaxTokens && _known.Add(Convert.ToHexString(token)))
        {
            _tokens.Add(token.ToArray());
        }
    }
}
