namespace ProtoHarness.Engine.Scenarios;

/// <summary>
/// One line of a script, with the lines of its block where it has one. A line that is blank or holds only a comment has no head and no arguments.
/// </summary>
/// <param name="Head">The first word: a verb such as <c>fault</c>, or an end such as <c>C</c>; empty on a line without one.</param>
public sealed record Statement(string Head)
{
    /// <summary>What follows the head.</summary>
    public Sequence<Argument> Arguments { get; init; } = [];

    /// <summary>The lines between <c>{</c> and <c>}</c>; null when there is no block.</summary>
    public Sequence<Statement>? Body { get; init; }

    /// <summary>The comment at the end of the line, without <c>#</c>; null when there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>The comment behind the closing brace; null when there is none.</summary>
    public string? EndComment { get; init; }

    /// <summary>Where the head stands.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>Whether the line says nothing: it is blank, or a comment.</summary>
    public bool IsTrivia => Head.Length == 0;

    /// <summary>A line of words and texts.</summary>
    /// <param name="head">The first word.</param>
    /// <param name="arguments">What follows.</param>
    /// <returns>The line.</returns>
    public static Statement Of(string head, params IEnumerable<Argument> arguments) => new(head) { Arguments = [.. arguments] };
}
