using System.Net;
using ProtoHarness.Engine.Captures;
using ProtoHarness.Engine.Exports;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;

namespace ProtoHarness.Engine.Proxies;

/// <summary>
/// Writes what a proxy sends on into a pcapng file, as its receivers got it, and tells everything to another observer too. Comments of a connection's first packet
/// name its faults, those of its last how it ended. A file that takes no more, as on a full disk, ends the capture and not the proxy.
/// </summary>
public sealed class ProxyCapture : IProxyObserver, IDisposable
{
    const int FirstClientPort = 50_000;
    const int ClientPorts = 10_000;

    readonly Stream _file;
    readonly IProxyObserver _next;
    readonly TimeProvider _time;
    readonly Lock _gate = new();
    readonly PcapngWriter? _writer;
    readonly Dictionary<int, TcpConversation> _open = [];
    readonly List<string> _comments = [];

    /// <summary>Begins a capture.</summary>
    /// <param name="file">Where to; disposed with the capture.</param>
    /// <param name="about">What is said of the whole.</param>
    /// <param name="next">Who is told too.</param>
    /// <param name="time">The clock of the packets.</param>
    public ProxyCapture(Stream file, string about, IProxyObserver next, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(time);
        _file = file;
        _next = next;
        _time = time;
        PcapngWriter? writer = null;
        Write(() => writer = new PcapngWriter(_file, $"ProtoHarness {HarnessVersion.Text}", [about]));
        _writer = writer;
    }

    /// <summary>Why the capture ended early; null: it did not.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public bool SeesBytes => true;

    /// <inheritdoc/>
    public void Opened(int connection, EndPoint client, IReadOnlyList<FaultRule> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        _next.Opened(connection, client, faults);
        Write(() =>
        {
            _comments.Add($"connection {connection} from {client}");
            _comments.AddRange(faults.Select(fault => $"fault {fault}"));
            _open[connection] = new TcpConversation(FirstClientPort + (connection % ClientPorts), LuaDissector.DefaultPort, Send);
            _open[connection].Open();
            _open[connection].Accept();
        });
    }

    /// <inheritdoc/>
    public void Came(int connection, Direction direction, ReadOnlySpan<byte> bytes)
    {
        if (_next.SeesBytes)
        {
            _next.Came(connection, direction, bytes);
        }
    }

    /// <inheritdoc/>
    public void Passed(int connection, Direction direction, ReadOnlySpan<byte> bytes)
    {
        if (_next.SeesBytes)
        {
            _next.Passed(connection, direction, bytes);
        }

        var from = direction == Direction.ToServer ? 0 : 1;
        var kept = bytes.ToArray();
        Write(() =>
        {
            if (!_open.TryGetValue(connection, out var conversation))
            {
                return;
            }

            if (kept.Length == 0)
            {
                conversation.Finish(from);
            }
            else
            {
                conversation.Data(from, kept);
            }
        });
    }

    /// <inheritdoc/>
    public void Closed(ProxyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Write(() =>
        {
            if (_open.Remove(report.Connection, out var conversation) && !conversation.IsOver)
            {
                _comments.Add($"connection {report.Connection}: {report.End}");
                _comments.AddRange(report.Receipts.Select(receipt => $"fault {receipt}"));
                conversation.Reset(from: 1);
            }
        });
        _next.Closed(report);
    }

    /// <summary>Ends the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                _file.Dispose();
            }
            catch (IOException e)
            {
                Problem ??= e.Message;
            }
        }
    }

    void Send(byte[] packet)
    {
        _writer?.Packet(_time.GetUtcNow(), packet, _comments);
        _comments.Clear();
    }

    void Write(Action write)
    {
        lock (_gate)
        {
            if (Problem is not null)
            {
                return;
            }

            try
            {
                write();
            }
            catch (IOException e)
            {
                Problem = e.Message;
            }
        }
    }
}
