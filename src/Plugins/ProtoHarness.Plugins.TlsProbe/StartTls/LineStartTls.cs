using System.Text;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.StartTls;

/// <summary>A protocol of lines: greeting, what can you do, start (RFC 3207, 2595, 4217, 4642, 5804).</summary>
sealed class LineStartTls : StartTlsProtocol
{
    const int MaxLines = 200;

    /// <summary>The server's greeting.</summary>
    public required IReadOnlyList<string> Greeting { get; init; }

    /// <summary>How the last line of a greeting starts.</summary>
    public required string GreetingEnd { get; init; }

    /// <summary>Asks what the server can do; null where the greeting says it, or nobody does.</summary>
    public string? Ask { get; init; }

    /// <summary>The server's answer to that.</summary>
    public IReadOnlyList<string> Answer { get; init; } = [];

    /// <summary>How the last line of the answer starts.</summary>
    public string AnswerEnd { get; init; } = "";

    /// <summary>The word that offers TLS; null where nobody says it.</summary>
    public string? Token { get; init; }

    /// <summary>The command.</summary>
    public required string Start { get; init; }

    /// <summary>How the answer starts when TLS may begin.</summary>
    public required string GoAhead { get; init; }

    /// <summary>A refusal.</summary>
    public required string Refusal { get; init; }

    /// <summary>Whether each command begins with a tag that its answer repeats.</summary>
    public bool HasTags { get; init; }

    /// <summary>How answers start to a command that is not known.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    public override async Task<ProbeFault?> RunAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        var reader = new ByteReader(stream);
        var lines = await UntilAsync(reader, GreetingEnd, cancellationToken).ConfigureAwait(false);
        if (lines is null)
        {
            return new(Codes.StartTlsProtocol, $"no greeting of {Name}");
        }

        if (Ask is not null)
        {
            await SendAsync(stream, Ask, cancellationToken).ConfigureAwait(false);
            if (await UntilAsync(reader, AnswerEnd, cancellationToken).ConfigureAwait(false) is not { } answer)
            {
                return new(Codes.StartTlsProtocol, $"no answer to {Ask}");
            }

            lines.AddRange(answer);
        }

        if (Token is not null && !lines.Exists(line => line.Contains(Token, StringComparison.OrdinalIgnoreCase)))
        {
            return new(Codes.StartTlsNotOffered, Name);
        }

        await SendAsync(stream, Start, cancellationToken).ConfigureAwait(false);
        var reply = await reader.LineAsync(cancellationToken).ConfigureAwait(false);
        if (!reply.StartsWith(GoAhead, StringComparison.OrdinalIgnoreCase))
        {
            return new(Unknown.Any(code => reply.StartsWith(code, StringComparison.Ordinal)) ? Codes.StartTlsNotOffered : Codes.StartTlsRefused, $"{Name}: {reply}");
        }

        return reader.HasMore ? new(Codes.StartTlsInjection, $"{Name}: plain text behind the go-ahead") : null;
    }

    public override async Task<bool> ServeAsync(Stream stream, StartTlsMood mood, CancellationToken cancellationToken)
    {
        var reader = new ByteReader(stream);
        await SendAsync(stream, Offer(Greeting, mood), cancellationToken).ConfigureAwait(false);
        if (mood == StartTlsMood.NotOffered && Token is not null && Ask is null)
        {
            return false;
        }

        while (true)
        {
            var (tag, line) = Split(await reader.LineAsync(cancellationToken).ConfigureAwait(false));
            if (string.Equals(line, Split(Start).Line, StringComparison.OrdinalIgnoreCase))
            {
                var reply = mood switch { StartTlsMood.NotOffered => "500 what", StartTlsMood.Refused => Refusal, _ => GoAhead + " begin" };
                reply = mood == StartTlsMood.Injected ? reply + "\r\n" + GoAhead + " injected" : reply;
                await SendAsync(stream, Tagged(reply, Split(Start).Tag, tag), cancellationToken).ConfigureAwait(false);
                return mood is StartTlsMood.Offered or StartTlsMood.Injected;
            }

            // Other clients ask other things first; what is not known is refused and they go on.
            var isAsked = Ask is not null && line.StartsWith(Split(Ask).Line.Split(' ')[0], StringComparison.OrdinalIgnoreCase);
            await SendAsync(stream, isAsked ? Tagged(Offer(Answer, mood), Split(Ask!).Tag, tag) : "500 what", cancellationToken).ConfigureAwait(false);
            if (isAsked && mood == StartTlsMood.NotOffered && Token is not null)
            {
                return false;
            }
        }
    }

    /// <summary>Where commands have tags, the tag and the command.</summary>
    (string Tag, string Line) Split(string line) =>
        HasTags && line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (line[..space], line[(space + 1)..]) : ("", line);

    /// <summary>An answer with the client's tag in the place of ours.</summary>
    static string Tagged(string answer, string own, string tag) =>
        own.Length == 0 ? answer : string.Join("\r\n", answer.Split("\r\n").Select(line => line.StartsWith(own + " ", StringComparison.Ordinal) ? tag + line[own.Length..] : line));

    string Offer(IReadOnlyList<string> lines, StartTlsMood mood) =>
        string.Join("\r\n", mood == StartTlsMood.NotOffered && Token is not null
            ? lines.Select(line => line.Replace(Token, "NOTHING", StringComparison.Ordinal)) : lines);

    static async Task<List<string>?> UntilAsync(ByteReader reader, string end, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MaxLines)
        {
            lines.Add(await reader.LineAsync(cancellationToken).ConfigureAwait(false));
            if (lines[^1].StartsWith(end, StringComparison.OrdinalIgnoreCase) && !lines[^1].StartsWith(end.TrimEnd() + "-", StringComparison.Ordinal))
            {
                return lines;
            }
        }

        return null;
    }

    static async Task SendAsync(Stream stream, string line, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken).ConfigureAwait(false);
}
