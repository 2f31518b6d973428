using ProtoHarness.Engine.Captures;

namespace ProtoHarness.Fuzzing.Corpora;

/// <summary>Bytes that went one way between two ends of a packet capture: a direction of a connection, or a datagram.</summary>
/// <param name="Name">Who sent them to whom, such as <c>10.0.0.1:1024 &gt; 10.0.0.2:80</c>.</param>
/// <param name="IsFromClient">Whether the client sent them.</param>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsCut">Whether something of the connection is missing in the capture.</param>
public sealed record CapturedStream(string Name, bool IsFromClient, byte[] Bytes, bool IsCut)
{
    /// <summary>The streams of a capture: those of TCP, or each datagram when there is no TCP in it.</summary>
    /// <param name="file">A pcapng or pcap file.</param>
    /// <exception cref="FormatException">It is damaged; the text names the byte.</exception>
    public static IReadOnlyList<CapturedStream> Of(ReadOnlyMemory<byte> file)
    {
        CapturedStream[] connections = [.. CaptureImport.Read(file, isDatagram: false).Sessions.SelectMany(OfConnection).Where(stream => stream.Bytes.Length > 0)];
        return connections.Length > 0 ? connections : [.. CaptureImport.Read(file, isDatagram: true).Sessions.SelectMany(OfDatagrams)];
    }

    static IEnumerable<CapturedStream> OfConnection(CapturedSession session)
    {
        foreach (var isClient in (bool[])[true, false])
        {
            byte[] bytes = [.. session.Events.Where(one => one.IsClient == isClient).SelectMany(one => one.Bytes.ToArray())];
            yield return new CapturedStream(NameOf(session, isClient), isClient, bytes, session.Notes.Count > 0);
        }
    }

    static IEnumerable<CapturedStream> OfDatagrams(CapturedSession session) => session.Events
        .Where(one => one.Bytes.Length > 0)
        .Select(one => new CapturedStream(NameOf(session, one.IsClient), one.IsClient, one.Bytes.ToArray(), false));

    static string NameOf(CapturedSession session, bool isClient) =>
        isClient ? $"{session.Client} > {session.Server}" : $"{session.Server} > {session.Client}";
}
