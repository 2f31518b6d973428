using System.Buffers;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace SeededBugs.Mux;

/// <summary>
/// A multiplexer in little: several streams over one connection, each with a window, and a keep-alive. A frame is four bytes (version, kind, stream,
/// length) and as much data. It is correct; each planted bug overrides one decision. Made for one thread, as a session in memory has it.
/// </summary>
public class SmallMux : IAsyncDisposable
{
    /// <summary>How many bytes of a stream may be under way.</summary>
    public const int Window = 32;

    /// <summary>The most data in one frame that is sent.</summary>
    public const int MaxData = 12;

    /// <summary>The most streams that are open at once.</summary>
    public const int MaxStreams = 4;

    const int HeaderLength = 4;
    const int MaxPending = 24;

    static readonly TimeSpan AliveInterval = TimeSpan.FromSeconds(10);
    static readonly TimeSpan AliveTimeout = TimeSpan.FromSeconds(30);

    readonly IConnection _connection;
    readonly RoleContext _context;
    readonly bool _isClient;
    readonly List<MuxStream> _opened = [];
    readonly Queue<MuxStream> _unaccepted = new();
    readonly Queue<byte[]> _control = new();
    readonly ITimer _alive;
    readonly CancellationTokenRegistration _cancellation;
    readonly Task _receiving;
    readonly Task _sending;
    TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Exception? _fault;
    long _heard;
    byte _lastId;
    bool _inputEnded;
    bool _isClosing;
    bool _isClosed;

    public SmallMux(IConnection connection, RoleContext context, bool isClient)
    {
        _connection = connection;
        _context = context;
        _isClient = isClient;
        Version = (byte)context.Get(SmallMuxPlugin.Version);
        _heard = context.Time.GetTimestamp();
        _alive = context.Time.CreateTimer(_ => OnTimer(), null, AliveInterval, AliveInterval);
        _cancellation = context.Cancellation.Register(() => Fail(new OperationCanceledException(context.Cancellation)));
        _receiving = GuardAsync(ReceiveAsync);
        _sending = GuardAsync(SendAsync);
    }

    protected byte Version { get; }

    /// <summary>The streams that not both sides have ended, by identifier.</summary>
    protected SortedDictionary<byte, MuxStream> Streams { get; } = [];

    /// <summary>Completes at the next change of anything.</summary>
    protected Task Changed => _changed.Task;

    public async Task<MuxStream> OpenAsync()
    {
        ThrowIfFailed();
        var stream = new MuxStream(NextId());
        _opened.Add(stream);
        await RegisterAsync(stream, () => Queue(MuxKind.Open, stream.Id));
        return stream;
    }

    /// <summary>The next stream that the peer has opened; null when its bytes have ended.</summary>
    public async Task<MuxStream?> AcceptAsync()
    {
        while (_unaccepted.Count == 0)
        {
            ThrowIfFailed();
            if (_inputEnded)
            {
                return null;
            }

            await Changed;
        }

        return _unaccepted.Dequeue();
    }

    /// <summary>Returns when the data is buffered, which is not before there is room for it.</summary>
    public async Task WriteAsync(MuxStream stream, byte[] data)
    {
        for (var at = 0; at < data.Length;)
        {
            while (stream.Pending.Count >= MaxPending)
            {
                await WaitForRoomAsync();
            }

            ThrowIfFailed();
            for (; at < data.Length && stream.Pending.Count < MaxPending; at++)
            {
                stream.Pending.Enqueue(data[at]);
            }

            Pulse();
        }
    }

    /// <summary>The next bytes; null when the peer has ended the stream.</summary>
    public async Task<byte[]?> ReadAsync(MuxStream stream)
    {
        while (stream.Incoming.Count == 0)
        {
            if (stream.PeerEnded)
            {
                return null;
            }

            ThrowIfFailed();
            await Changed;
        }

        var (owner, length) = stream.Incoming.Dequeue();
        var data = owner.Memory[..length].ToArray();
        owner.Dispose();
        stream.ReadSinceGrant += length;
        if (!stream.PeerEnded && stream.ReadSinceGrant >= GrantAfter)
        {
            Queue(MuxKind.Grant, stream.Id, (byte)stream.ReadSinceGrant);
            stream.Granted += stream.ReadSinceGrant;
            stream.ReadSinceGrant = 0;
        }

        return data;
    }

    /// <summary>Ends this side's direction, behind all that was written.</summary>
    public void End(MuxStream stream)
    {
        stream.OwesEnd = true;
        Pulse();
    }

    /// <summary>Sends what is owed, ends the connection's direction, and waits for the peer to end its own.</summary>
    public async Task CloseAsync()
    {
        _isClosing = true;
        Pulse();
        await _sending;
        await _receiving;
        ThrowIfFailed();
        _isClosed = true;
    }

    public void Fail(Exception error)
    {
        if (_fault is null)
        {
            _fault = error;
            _connection.Abort();
            Pulse();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isClosed)
        {
            Fail(new ObjectDisposedException(nameof(SmallMux)));
        }

        await _alive.DisposeAsync();
        await _cancellation.DisposeAsync();
        await _receiving;
        await _sending;
        DropUnread(_opened);
        GC.SuppressFinalize(this);
    }

    /// <summary>How many bytes are read before they are granted again.</summary>
    protected virtual int GrantAfter => Window / 2;

    protected virtual byte NextId() => _lastId < byte.MaxValue ? ++_lastId : throw new IOException("all stream identifiers are used up");

    /// <summary>Makes a stream known, and announces it: in this order, because the answer may be quick.</summary>
    protected virtual Task RegisterAsync(MuxStream stream, Action announce)
    {
        Streams.Add(stream.Id, stream);
        announce();
        return Task.CompletedTask;
    }

    /// <summary>Waits for something to have been sent, or for the session's end.</summary>
    protected virtual Task WaitForRoomAsync()
    {
        ThrowIfFailed();
        return Changed;
    }

    /// <summary>How much of a stream's data goes into the next frame; 0: it must wait.</summary>
    protected virtual int Sendable(MuxStream stream) => Math.Min(MaxData, Math.Min(stream.Room, stream.Pending.Count));

    protected virtual bool MaySendEnd(MuxStream stream) => stream.Pending.Count == 0;

    protected virtual byte VersionOf(MuxKind kind) => Version;

    protected virtual bool OwesAlive => true;

    protected virtual void OnData(byte id, ReadOnlySpan<byte> data)
    {
        if (Streams.TryGetValue(id, out var stream) && !stream.PeerEnded && !data.IsEmpty)
        {
            Take(stream, data);
        }
    }

    protected virtual void OnGrant(MuxStream stream, byte count) => stream.Room += count;

    protected virtual void OnEnd(MuxStream stream) => stream.PeerEnded = true;

    /// <summary>The peer's bytes have ended, between two frames.</summary>
    protected virtual void OnConnectionEnd()
    {
        if (Streams.Values.Any(stream => !stream.PeerEnded || stream.Pending.Count > 0))
        {
            Fail(new EndOfStreamException("the connection ended before its streams"));
        }
    }

    protected virtual void ForgetIfDone(MuxStream stream)
    {
        if (stream.EndSent && stream.PeerEnded)
        {
            Streams.Remove(stream.Id);
        }
    }

    protected virtual void DropUnread(IEnumerable<MuxStream> streams)
    {
        foreach (var (owner, _) in streams.SelectMany(stream => stream.Incoming))
        {
            owner.Dispose();
        }
    }

    protected void Take(MuxStream stream, ReadOnlySpan<byte> data)
    {
        if (data.Length > stream.Granted)
        {
            throw new ProtocolException($"{data.Length} bytes of stream {stream.Id} came where {stream.Granted} were granted.");
        }

        var owner = _context.Memory.Rent(data.Length);
        data.CopyTo(owner.Memory.Span);
        stream.Granted -= data.Length;
        stream.Incoming.Enqueue((owner, data.Length));
    }

    /// <summary>Whether all that was to be announced and granted is on its way.</summary>
    protected bool ControlIsSent => _control.Count == 0;

    protected void ThrowIfFailed()
    {
        if (_fault is { } fault)
        {
            throw fault;
        }
    }

    void Pulse()
    {
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }

    void Queue(MuxKind kind, byte id, params ReadOnlySpan<byte> data)
    {
        _control.Enqueue(Frame(kind, id, data));
        Pulse();
    }

    byte[] Frame(MuxKind kind, byte id, ReadOnlySpan<byte> data) => [VersionOf(kind), (byte)kind, id, (byte)data.Length, .. data];

    void OnTimer()
    {
        if (_context.Time.GetElapsedTime(_heard) >= AliveTimeout)
        {
            Fail(new TimeoutException($"nothing came for {AliveTimeout.TotalSeconds} s"));
        }
        else if (OwesAlive)
        {
            Queue(MuxKind.Alive, 0);
        }
    }

    async Task GuardAsync(Func<Task> loop)
    {
        try
        {
            await loop();
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    async Task SendAsync()
    {
        while (_fault is null)
        {
            var changed = Changed;
            if (NextFrame() is { } frame)
            {
                await _connection.Stream.WriteAsync(frame, _context.Cancellation);
                Pulse();
            }
            else if (_isClosing)
            {
                await _connection.CompleteOutputAsync(_context.Cancellation);
                return;
            }
            else
            {
                await changed;
            }
        }
    }

    byte[]? NextFrame()
    {
        if (_control.TryDequeue(out var control))
        {
            return control;
        }

        foreach (var stream in Streams.Values)
        {
            if (stream.OwesEnd && !stream.EndSent && MaySendEnd(stream))
            {
                stream.EndSent = true;
                ForgetIfDone(stream);
                return Frame(MuxKind.End, stream.Id, []);
            }

            if (Sendable(stream) is > 0 and var count)
            {
                stream.Room -= count;
                return Frame(MuxKind.Data, stream.Id, Enumerable.Range(0, count).Select(_ => stream.Pending.Dequeue()).ToArray());
            }
        }

        return null;
    }

    async Task ReceiveAsync()
    {
        var header = new byte[HeaderLength];
        while (await _connection.Stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, _context.Cancellation) is > 0 and var count)
        {
            var data = new byte[count < HeaderLength ? throw new ProtocolException($"The stream ended after {count} of {HeaderLength} bytes of a header.") : header[3]];
            await _connection.Stream.ReadExactlyAsync(data, _context.Cancellation);
            if (header[0] != Version)
            {
                throw new ProtocolException($"A frame of version {header[0]} came in a session of version {Version}.");
            }

            _heard = _context.Time.GetTimestamp();
            OnFrame((MuxKind)header[1], header[2], data);
            Pulse();
        }

        _inputEnded = true;
        OnConnectionEnd();
        Pulse();
    }

    void OnFrame(MuxKind kind, byte id, byte[] data)
    {
        switch (kind)
        {
            case MuxKind.Open when !_isClient && data.Length == 0:
                OnOpen(id);
                break;
            case MuxKind.Data:
                OnData(id, data);
                break;
            case MuxKind.End when data.Length == 0:
                if (Streams.TryGetValue(id, out var ended))
                {
                    OnEnd(ended);
                    ForgetIfDone(ended);
                }

                break;
            case MuxKind.Grant when data.Length == 1:
                if (Streams.TryGetValue(id, out var granted))
                {
                    OnGrant(granted, data[0]);
                }

                break;
            case MuxKind.Alive when data.Length == 0:
                break;
            default:
                throw new ProtocolException($"A frame of kind {kind} with {data.Length} bytes is not allowed here.");
        }
    }

    void OnOpen(byte id)
    {
        if (Streams.ContainsKey(id))
        {
            return;
        }

        if (Streams.Count >= MaxStreams)
        {
            throw new ProtocolException($"Stream {id} was opened while {MaxStreams} are open.");
        }

        var stream = new MuxStream(id);
        _opened.Add(stream);
        Streams.Add(id, stream);
        _unaccepted.Enqueue(stream);
    }
}
