namespace ProtoHarness.Engine.Scenarios;

/// <summary>The lines that make a script a finding: what was seen when it was found.</summary>
public sealed record FindingHeader
{
    /// <summary>The version of the header, from the line <c>finding N</c>.</summary>
    public int Version { get; init; }

    /// <summary>The law that was broken.</summary>
    public Named Law { get; init; }

    /// <summary>How, in the words of the law.</summary>
    public string Message { get; init; } = "";

    /// <summary>SHA-256 of the plugin's file, or its first 16 digits or more, lower-case; empty when it has none.</summary>
    public string PluginHash { get; init; } = "";

    /// <summary>The plugin's file, relative to the finding's; empty for a bundled plugin and where it is not known.</summary>
    public string PluginFile { get; init; } = "";

    /// <summary>The version of ProtoHarness that found it.</summary>
    public string Harness { get; init; } = "";

    /// <summary>How often it failed before it was reported.</summary>
    public int Failed { get; init; }

    /// <summary>How often it was run before it was reported.</summary>
    public int Runs { get; init; }

    /// <summary>The hash of the trace; null where traces are not repeatable.</summary>
    public ulong? Trace { get; init; }

    /// <summary>The date at which the session's clock started; null when not known.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>The type of the exception that a role threw; empty when none did.</summary>
    public string Exception { get; init; } = "";

    /// <summary>The methods of the exception's stack, innermost first, without lines and offsets.</summary>
    public Sequence<string> Stack { get; init; } = [];

    /// <summary>The states that the roles were in, as they said.</summary>
    public Sequence<string> States { get; init; } = [];

    /// <summary>What was written in each direction, as far as it was kept.</summary>
    public Sequence<WireBytes> Wire { get; init; } = [];
}
