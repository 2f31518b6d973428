namespace ProtoHarness.Engine.Scenarios;

/// <summary>All verbs. The reader, the errors, the documentation and the editors' grammar are fed from here.</summary>
public static class VerbCatalog
{
    /// <summary>The verbs, in the order of the documentation.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        new("phs", VerbGroup.Setting, "phs 1", "the version of the language; the first line of every script"),
        new("title", VerbGroup.Setting, "title \"TEXT\"", "one line on what the script shows"),
        new("use", VerbGroup.Setting, "use PLUGIN [OPTION=VALUE …]", "the plugin and its options"),
        new("on", VerbGroup.Setting, "on TRANSPORT", "what connects the roles: memory (the default), tcp, tls, unix or udp"),
        new("seed", VerbGroup.Setting, "seed N", "the seed of everything random; else the run gives it"),
        new("seeds", VerbGroup.Setting, "seeds N", "run the script under N seeds, each on its own"),
        new("clients", VerbGroup.Setting, "clients N", "N clients hold each conversation at once"),
        new("limits", VerbGroup.Setting, "limits NAME=VALUE …", "limits of the session: steps, virtual-time, real-time, memory, connections, capture, program-start, program-end, program-output", IsRepeatable: true),
        new("schedule", VerbGroup.Setting, "schedule explore | N[*TIMES] …", "what runs next: drawn from the seed, or decided before; several lines go on where the last one ended", IsRepeatable: true),
        new("server", VerbGroup.Setting, "server SERVICE | script | exec \"COMMAND {port}\"", "who plays S: a service of the plugin, the script's own S lines, or a foreign program"),

        new("finding", VerbGroup.Finding, "finding 1", "the script is a finding; the version of this header"),
        new("law", VerbGroup.Finding, "law ID", "the law that was broken"),
        new("message", VerbGroup.Finding, "message \"TEXT\"", "how, in the words of the law"),
        new("plugin", VerbGroup.Finding, "plugin [sha256=HEX] [file=FILE]", "the content of the plugin's file, and where it is, seen from the finding"),
        new("harness", VerbGroup.Finding, "harness VERSION", "the version of ProtoHarness that found it"),
        new("failed", VerbGroup.Finding, "failed N of M", "how often it failed, of how many runs, before it was reported"),
        new("trace", VerbGroup.Finding, "trace HEX", "the hash of the session's trace, 16 digits"),
        new("clock", VerbGroup.Finding, "clock DATE", "the date at which the session's clock started"),
        new("exception", VerbGroup.Finding, "exception TYPE", "what a role threw"),
        new("stack", VerbGroup.Finding, "stack \"METHOD\"", "where it was thrown, innermost first, a line each", IsRepeatable: true),
        new("state", VerbGroup.Finding, "state \"TEXT\"", "a state that a role was in, a line each", IsRepeatable: true),
        new("wire", VerbGroup.Finding, "wire C>S#N HEX", "what was written in that direction of connection N; several lines are joined", IsRepeatable: true),
        new("frame", VerbGroup.Finding, "frame NAME", "the frame whose codec broke the law"),
        new("input", VerbGroup.Finding, "input HEX", "the input of the codec; several lines are joined", IsRepeatable: true),

        new("open", VerbGroup.Step, "open C", "declares the client C; its own connection is opened when its first line by hand needs it", IsRepeatable: true),
        new("", VerbGroup.Step, "C CONVERSATION [PARAMETER=VALUE …]", "the client C holds a conversation of the plugin", IsRepeatable: true),
        new("", VerbGroup.Step, "C > FRAME [FIELD=VALUE …] [| FAULT …]", "C sends one frame by hand; the faults sit on just this frame", IsRepeatable: true),
        new("", VerbGroup.Step, "C > raw BYTES [| FAULT …]", "C sends bytes: hexadecimal, or a text in quotes", IsRepeatable: true),
        new("", VerbGroup.Step, "C > end | reset", "C ends its direction, or resets the connection", IsRepeatable: true),
        new("", VerbGroup.Step, "C < FRAME [FIELD=VALUE …] [within TIME]", "the next frame that C receives; _ as a value matches anything", IsRepeatable: true),
        new("", VerbGroup.Step, "C < raw BYTES | end | reset | nothing [within TIME]", "the next bytes, the end, a reset, or nothing at all for that long", IsRepeatable: true),
        new("", VerbGroup.Step, "C close", "C lets go of its connection", IsRepeatable: true),
        new("fault", VerbGroup.Step, "fault [C>S|S>C|*][#N] FAULT [| FAULT …] | none", "faults from here on; none removes them", IsRepeatable: true),
        new("wait", VerbGroup.Step, "wait TIME", "so much of the session's time passes", IsRepeatable: true),
        new("capture", VerbGroup.Step, "capture NAME = C.FIELD", "keeps a field of the last frame that C received; $NAME is its value", IsRepeatable: true),
        new("repeat", VerbGroup.Step, "repeat N {", "the lines of the block, N times, as one thing after the other", IsRepeatable: true),
        new("each", VerbGroup.Step, "each NAME in VALUE … {", "the lines of the block, once with each value for $NAME", IsRepeatable: true),
        new("par", VerbGroup.Step, "par {", "the lines of the block, all at the same time", IsRepeatable: true),
        new("include", VerbGroup.Step, "include \"FILE\"", "the steps of another script, here", IsRepeatable: true),

        new("expect", VerbGroup.Expectation, "expect outcome|C|S completed|refused · expect state \"TEXT\"", "how the session, or one end, must end; what a role must have said", IsRepeatable: true),
        new("never", VerbGroup.Expectation, "never deadlock|leak|crash|corruption · never state \"TEXT\"", "what must not happen", IsRepeatable: true),
    ];

    /// <summary>The words that a line can begin with.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(verb => verb.Name).Where(name => name.Length > 0).Distinct()];

    /// <summary>The verb of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The verb, or null.</returns>
    public static Verb? Find(string name) => name.Length == 0 ? null : All.FirstOrDefault(verb => verb.Name == name);
}
