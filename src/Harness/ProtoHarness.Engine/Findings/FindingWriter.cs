using System.Globalization;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Findings;

/// <summary>Writes findings as scripts.</summary>
static class FindingWriter
{
    /// <summary>The most bytes of one direction that are written down.</summary>
    const int MaxWire = 4096;

    const int BytesInLine = 32;

    public static Script Session(string law, string message, SessionResult result, string pluginHash)
    {
        var spec = result.Spec;
        var schedule = result.Schedule.Count > 0 ? result.Schedule : spec.Schedule ?? [];
        return Assemble(TitleOf(law, spec), HeaderOf(law, message, result, pluginHash), SpecScript.Lines(spec, schedule));
    }

    /// <summary>A session of which only the specification is known, because it never came back.</summary>
    public static Script Session(string law, string message, SessionSpec spec, string pluginHash) =>
        Assemble(TitleOf(law, spec), HeaderOf(law, message, pluginHash), SpecScript.Lines(spec, spec.Schedule ?? []));

    public static Script OfScript(Script script, string message, SessionResult result, string pluginHash)
    {
        var title = script.Statements.FirstOrDefault(line => line.Head == "title")?.Arguments.OfType<ValueArgument>().FirstOrDefault()?.Text ?? "";
        var schedule = SpecScript.Schedule(result.Schedule.Count > 0 ? result.Schedule : result.Spec.Schedule ?? []);
        List<Statement> run = [Statement.Of("seed", new Word(result.Spec.Seed.ToString())), .. schedule];

        // The seed and the schedule of this very run take the place of what the script said of them.
        var body = Body(script).Where(line => line.Head is not ("seed" or "seeds" or "schedule")).ToList();
        var use = body.FindIndex(line => line.Head == "use");
        body.InsertRange(use + 1, run);
        return Assemble(title, HeaderOf(ScenarioRunner.Law, message, result, pluginHash), body);
    }

    /// <summary>The lines of a finding without its header.</summary>
    public static IEnumerable<Statement> Body(Script script) => script.Statements.Where(line =>
        line.Head is not ("phs" or "title") && (VerbCatalog.Find(line.Head)?.Group != VerbGroup.Finding || line.Head is "frame" or "input"));

    static string TitleOf(string law, SessionSpec spec) => $"{law}: {spec.Plugin.Id} {spec.Conversation.Name}";

    static FindingHeader HeaderOf(string law, string message, string pluginHash) => new()
    {
        Version = Finding.Version, Law = new Named(law, default), Message = message, PluginHash = pluginHash, Harness = HarnessVersion.Text,
    };

    static FindingHeader HeaderOf(string law, string message, SessionResult result, string pluginHash)
    {
        var spec = result.Spec;
        var inMemory = spec.Transport == TransportKind.Memory;
        return HeaderOf(law, message, pluginHash) with
        {
            Trace = inMemory ? result.TraceHash : null,
            Clock = inMemory ? spec.Clock ?? new VirtualTime(spec.Seed).GetUtcNow() : null,
            Exception = StackMethods.Error(result)?.GetType().FullName ?? "",
            Stack = [.. StackMethods.Of(StackMethods.Error(result))],
            States = [.. LastStates(result.States)],
            Wire = [.. result.Directions.Where(d => d.Written.Length > 0).Select(d => new WireBytes(
                d.Direction, d.Connection, Convert.ToHexStringLower(d.Written.Span[..Math.Min(MaxWire, d.Written.Length)])))],
        };
    }

    public static Script Codec(string law, string message, CodecSubject subject, FrameCodec codec, ReadOnlyMemory<byte> input, string pluginHash)
    {
        var header = HeaderOf(law, message, pluginHash);
        List<Statement> lines =
        [
            SpecScript.Use(subject.Plugin, subject.Values),
            Statement.Of("frame", Argument.Of(codec.Schema.Name)),
            .. Hex("input", null, Convert.ToHexStringLower(input.Span)),
        ];
        return Assemble($"{law}: {subject.Plugin.Id} {codec.Schema.Name}", header, lines);
    }

    /// <summary>The same script with another header.</summary>
    public static Script WithHeader(Script script, string title, FindingHeader header) => Assemble(title, header, Body(script));

    static Script Assemble(string title, FindingHeader header, IEnumerable<Statement> lines) =>
        new([Statement.Of("phs", new Word("1")), Statement.Of("title", new Quoted(title)), .. Header(header), .. Trim(lines)]);

    /// <summary>One blank line between header and script, and none at the end.</summary>
    static IEnumerable<Statement> Trim(IEnumerable<Statement> lines)
    {
        var blank = new Statement("");
        var list = lines.SkipWhile(line => line.IsTrivia && line.Comment is null).ToList();
        return [blank, .. list];
    }

    static IEnumerable<Statement> Header(FindingHeader header)
    {
        yield return Statement.Of("finding", new Word(Finding.Version.ToString(CultureInfo.InvariantCulture)));
        yield return Statement.Of("law", Argument.Of(header.Law.Text));
        yield return Statement.Of("message", new Quoted(header.Message));
        if (header.PluginHash.Length + header.PluginFile.Length > 0)
        {
            yield return Statement.Of("plugin", new[] { ("sha256", header.PluginHash), ("file", header.PluginFile) }
                .Where(pair => pair.Item2.Length > 0).Select(pair => Argument.Named(pair.Item1, pair.Item2)));
        }

        if (header.Harness.Length > 0)
        {
            yield return Statement.Of("harness", Argument.Of(header.Harness));
        }

        if (header.Runs > 0)
        {
            yield return Statement.Of("failed", [Number(header.Failed), new Word("of"), Number(header.Runs)]);
        }

        if (header.Trace is { } trace)
        {
            yield return Statement.Of("trace", new Word(trace.ToString("x16", CultureInfo.InvariantCulture)));
        }

        if (header.Clock is { } clock)
        {
            yield return Statement.Of("clock", new Word(clock.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        }

        if (header.Exception.Length > 0)
        {
            yield return Statement.Of("exception", Argument.Of(header.Exception));
        }

        foreach (var line in header.Stack.Select(method => Statement.Of("stack", new Quoted(method)))
            .Concat(header.States.Select(state => Statement.Of("state", new Quoted(state))))
            .Concat(header.Wire.SelectMany(w => Hex("wire", $"{Faults.DirectionText.Format(w.Direction)}#{w.Connection}", w.Hex))))
        {
            yield return line;
        }
    }

    static IEnumerable<Statement> Hex(string verb, string? where, string hex)
    {
        for (var start = 0; start == 0 || start < hex.Length; start += BytesInLine * 2)
        {
            var part = hex.Substring(start, Math.Min(BytesInLine * 2, hex.Length - start));
            yield return Statement.Of(verb, [.. where is null ? [] : (Argument[])[new Word(where)], Argument.Of(part)]);
        }
    }

    static Word Number(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The last state of each machine of each role.</summary>
    static IEnumerable<string> LastStates(IReadOnlyList<string> states)
    {
        const int Most = 16;
        var last = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var state in states)
        {
            if (state.LastIndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
            {
                last[state[..colon]] = state;
            }
        }

        return last.Values.Take(Most);
    }
}
