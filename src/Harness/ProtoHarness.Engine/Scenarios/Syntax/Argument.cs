namespace ProtoHarness.Engine.Scenarios;

/// <summary>One thing on a line of a script: a word, a text in quotes, <c>name=value</c>, or the bar between faults.</summary>
public abstract record Argument
{
    private protected Argument()
    {
    }

    /// <summary>Where it stands.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>A value as it has to be written: a word where one can stand, else a text in quotes.</summary>
    /// <param name="text">The value.</param>
    /// <returns>The argument.</returns>
    public static ValueArgument Of(string text) => WordShape.IsWord(text) ? new Word(text) : new Quoted(text);

    /// <summary><c>name=value</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; quoted when it must be.</param>
    /// <returns>The argument.</returns>
    public static Pair Named(string name, string value) => new(name, WordShape.IsPairValue(value) ? new Word(value) : new Quoted(value));
}
