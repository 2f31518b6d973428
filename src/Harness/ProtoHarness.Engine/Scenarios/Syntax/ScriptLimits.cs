namespace ProtoHarness.Engine.Scenarios;

/// <summary>How large a script may be and what it may ask for.</summary>
public sealed record ScriptLimits
{
    /// <summary>The most characters of one file. Setting: <c>script.size</c>.</summary>
    public int MaxSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>The most lines of one file. Setting: <c>script.lines</c>.</summary>
    public int MaxLines { get; init; } = 200_000;

    /// <summary>The most words on one line. Setting: <c>script.words</c>.</summary>
    public int MaxWords { get; init; } = 10_000;

    /// <summary>The most blocks inside each other. Setting: <c>script.depth</c>.</summary>
    public int MaxDepth { get; init; } = 16;

    /// <summary>The most files that include each other in a chain. Setting: <c>script.includes</c>.</summary>
    public int MaxIncludes { get; init; } = 16;

    /// <summary>The most steps after <c>each</c> and <c>include</c> are written out. Setting: <c>script.steps</c>.</summary>
    public int MaxSteps { get; init; } = 100_000;

    /// <summary>The largest number after <c>repeat</c>. Setting: <c>script.repeat</c>.</summary>
    public int MaxRepeat { get; init; } = 1_000_000;

    /// <summary>The most clients. Setting: <c>script.clients</c>.</summary>
    public int MaxClients { get; init; } = 4096;

    /// <summary>The most errors that are listed; further ones are counted. Setting: <c>script.errors</c>.</summary>
    public int MaxErrors { get; init; } = 100;
}
