namespace ProtoHarness.Engine.Scenarios;

/// <summary>A script has mistakes. The message lists all of them, with lines and carets.</summary>
public sealed class ScriptException : Exception
{
    /// <summary>The mistakes of a script.</summary>
    /// <param name="errors">At least one.</param>
    public ScriptException(ScriptErrors errors)
        : base(Text(errors)) => Errors = errors.All;

    /// <summary>The mistakes, in the order of the lines.</summary>
    public IReadOnlyList<ScriptError> Errors { get; }

    static string Text(ScriptErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var more = errors.IsFull ? $"\n… the first {errors.Most} mistakes are listed (script.errors)" : "";
        return string.Join('\n', errors.All) + more;
    }
}
