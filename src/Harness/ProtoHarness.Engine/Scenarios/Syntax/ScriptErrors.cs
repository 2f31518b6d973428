namespace ProtoHarness.Engine.Scenarios;

/// <summary>Takes the mistakes of a script and of what it includes: all of them, in the order of the lines, up to a limit.</summary>
public sealed class ScriptErrors(ScriptLimits? limits = null)
{
    readonly ScriptLimits _limits = limits ?? new ScriptLimits();
    readonly List<ScriptError> _errors = [];
    readonly HashSet<(string File, int Line, int Column, string Message)> _seen = [];
    readonly Dictionary<string, IReadOnlyList<string>> _lines = new(StringComparer.Ordinal);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>Whether no more are taken, because of <see cref="ScriptLimits.MaxErrors"/>; a reader may stop then.</summary>
    public bool IsFull => _errors.Count >= _limits.MaxErrors;

    /// <summary>The limit on the number of mistakes that are listed.</summary>
    internal int Most => _limits.MaxErrors;

    /// <summary>The mistakes, file by file in the order of reading, each file from its top.</summary>
    public IReadOnlyList<ScriptError> All => [.. _errors
        .GroupBy(error => error.Position.File, StringComparer.Ordinal)
        .SelectMany(file => file.OrderBy(error => error.Position.Line).ThenBy(error => error.Position.Column))];

    /// <summary>Adds a mistake. The same mistake at the same place is added once.</summary>
    /// <param name="position">Where.</param>
    /// <param name="message">What is wrong.</param>
    public void Add(SourcePosition position, string message)
    {
        if (IsFull || !_seen.Add((position.File, position.Line, position.Column, message)))
        {
            return;
        }

        var line = position.File is not null && _lines.TryGetValue(position.File, out var lines) && position.Line > 0 && position.Line <= lines.Count
            ? lines[position.Line - 1]
            : "";
        _errors.Add(new ScriptError(position with { File = position.File ?? "script" }, message, line));
    }

    /// <summary>Throws when there is a mistake.</summary>
    /// <exception cref="ScriptException">There is one.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw new ScriptException(this);
        }
    }

    internal void Remember(string file, IReadOnlyList<string> lines) => _lines[file] = lines;
}
