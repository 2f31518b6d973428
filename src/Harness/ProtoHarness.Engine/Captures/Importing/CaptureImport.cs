using System.Net;

namespace ProtoHarness.Engine.Captures;

/// <summary>The sessions of a capture.</summary>
public sealed class CaptureImport
{
    /// <summary>The most sessions that are taken from one capture. Setting: <c>import.sessions</c>.</summary>
    public const int MaxSessions = 10_000;

    readonly List<string> _notes = [];

    CaptureImport(IReadOnlyList<CapturedSession> sessions) => Sessions = sessions;

    /// <summary>The sessions, in the order of their first packets.</summary>
    public IReadOnlyList<CapturedSession> Sessions { get; }

    /// <summary>What of the capture was left out, and why.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Whether a file begins as a capture does.</summary>
    /// <param name="file">The file, or its first bytes.</param>
    /// <returns>Whether it is to be read as one.</returns>
    public static bool IsCapture(ReadOnlySpan<byte> file) => CaptureFile.IsCapture(file);

    /// <summary>Reads a capture.</summary>
    /// <param name="file">A pcapng or pcap file.</param>
    /// <param name="isDatagram">Whether UDP is wanted; else TCP.</param>
    /// <param name="port">The server's port; null for any.</param>
    /// <returns>Its sessions.</returns>
    /// <exception cref="FormatException">It is no capture, or damaged; the text names the byte.</exception>
    public static CaptureImport Read(ReadOnlyMemory<byte> file, bool isDatagram, int? port = null)
    {
        var notes = new List<string>();
        var problems = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var sessions = new List<SessionBuilder>();
        var open = new Dictionary<(IPEndPoint, IPEndPoint), SessionBuilder>();
        foreach (var packet in CaptureFile.Read(file, notes))
        {
            if (SegmentReader.Read(packet, out var segment) is { } problem)
            {
                problems[problem] = problems.GetValueOrDefault(problem) + 1;
            }
            else if (segment.IsDatagram == isDatagram && (port is null || segment.From.Port == port || segment.To.Port == port))
            {
                Take(segment, port, sessions, open, problems);
            }
        }

        notes.AddRange(problems.Where(pair => pair.Key.Length > 0).Select(pair => $"{pair.Value} packet{(pair.Value == 1 ? "" : "s")} left out: {pair.Key}"));
        var import = new CaptureImport([.. sessions.Select(session => session.Build()).Where(session => session.Events.Any(one => one.Bytes.Length > 0))]);
        import._notes.AddRange(notes);
        return import;
    }

    static void Take(in Segment segment, int? port, List<SessionBuilder> sessions, Dictionary<(IPEndPoint, IPEndPoint), SessionBuilder> open, SortedDictionary<string, int> problems)
    {
        var isNew = segment.Flags.HasFlag(TcpFlags.Syn) && !segment.Flags.HasFlag(TcpFlags.Ack);
        if (!open.TryGetValue((segment.From, segment.To), out var session) || (isNew && session.IsOver))
        {
            if (sessions.Count == MaxSessions)
            {
                var most = $"more than {MaxSessions} sessions (import.sessions)";
                problems[most] = problems.GetValueOrDefault(most) + 1;
                return;
            }

            // Without the beginning of the connection the server is where the wanted port is, or the answer to the opening.
            var fromServer = port is { } server ? segment.From.Port == server && segment.To.Port != server : segment.Flags.HasFlag(TcpFlags.Syn | TcpFlags.Ack);
            var (client, other) = fromServer ? (segment.To, segment.From) : (segment.From, segment.To);
            session = new SessionBuilder(client, other, segment.Nanoseconds);
            sessions.Add(session);
            open[(client, other)] = open[(other, client)] = session;
        }

        session.Take(segment);
    }
}
