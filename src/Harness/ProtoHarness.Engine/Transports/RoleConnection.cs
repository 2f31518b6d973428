using System.IO.Pipelines;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Transports;

/// <summary>An end as a role sees it.</summary>
sealed class RoleConnection : IConnection
{
    /// <summary>What a writer is completed with that shall not flush. It is never thrown.</summary>
    static readonly ObjectDisposedException LetGoOf = new("the connection");

    readonly ByteEnd _end;
    readonly ConnectionStream _stream;
    PipeReader? _input;
    PipeWriter? _output;
    RoleDatagrams? _datagrams;
    bool _outputCompleted;

    readonly Action _letGo;

    /// <summary>An end for a role.</summary>
    /// <param name="name">What the role calls it.</param>
    /// <param name="kind">What it carries.</param>
    /// <param name="end">The end.</param>
    /// <param name="isSimulated">Whether it lives on the simulation's thread.</param>
    /// <param name="ledger">The end's book.</param>
    /// <param name="letGo">Called once, when the role has disposed of it.</param>
    public RoleConnection(string name, ConnectionKind kind, ByteEnd end, bool isSimulated, ILedger ledger, Action letGo)
    {
        _letGo = letGo;
        Kind = kind;
        Name = name;
        Ledger = ledger;
        _end = end;
        _stream = new ConnectionStream(end, isSimulated);
    }

    public string Name { get; }

    public ConnectionKind Kind { get; }

    public bool IsDisposed { get; private set; }

    public Stream Stream => Kind == ConnectionKind.Stream ? _stream
        : throw new InvalidOperationException("The connection carries datagrams; use Datagrams, or leave plugin.OverDatagrams() away in Define for a stream.");

    public PipeReader Input => _input ??= _end.OpenInput(Stream);

    public PipeWriter Output => _output ??= _end.OpenOutput(Stream);

    public IDatagrams Datagrams => Kind == ConnectionKind.Datagram ? _datagrams ??= new RoleDatagrams(_end)
        : throw new InvalidOperationException("The connection carries a stream of bytes; call plugin.OverDatagrams() in Define for datagrams.");

    public ILedger Ledger { get; }

    /// <summary>What a role may keep of it.</summary>
    public IEnumerable<object> Held => new object?[] { _stream, _input, _output, _datagrams }.OfType<object>();

    public T? GetFeature<T>()
        where T : class => _end.GetFeature<T>();

    public async ValueTask CompleteOutputAsync(CancellationToken cancellationToken = default)
    {
        if (_output is not null && !_outputCompleted)
        {
            await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
            _outputCompleted = true;
            await _output.CompleteAsync().ConfigureAwait(false);
        }

        _end.Finish();
    }

    public void Abort() => _end.Reset();

    public async ValueTask DisposeAsync()
    {
        if (IsDisposed)
        {
            return;
        }

        IsDisposed = true;

        // Completed with an error, the writer flushes nothing: what a role did not flush, it did not send.
        if (_output is not null && !_outputCompleted)
        {
            await _output.CompleteAsync(LetGoOf).ConfigureAwait(false);
        }

        if (_input is not null)
        {
            await _input.CompleteAsync().ConfigureAwait(false);
        }

        await _end.DisposeAsync().ConfigureAwait(false);
        _letGo();
    }
}
