using System.IO.Pipelines;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>A connection of the plugin's server that a script looks on.</summary>
sealed class TappedConnection(IConnection inner, ByteTap tap) : IConnection
{
    TappedStream? _stream;
    TappedDatagrams? _datagrams;
    PipeReader? _input;

    public string Name => inner.Name;

    public ConnectionKind Kind => inner.Kind;

    public Stream Stream => _stream ??= new TappedStream(inner.Stream, tap);

    public PipeReader Input => _input ??= PipeReader.Create(Stream, new StreamPipeReaderOptions(leaveOpen: true));

    public PipeWriter Output => inner.Output;

    public IDatagrams Datagrams => _datagrams ??= new TappedDatagrams(inner.Datagrams, tap);

    public ILedger Ledger => inner.Ledger;

    public ValueTask CompleteOutputAsync(CancellationToken cancellationToken = default) => inner.CompleteOutputAsync(cancellationToken);

    public void Abort() => inner.Abort();

    public async ValueTask DisposeAsync()
    {
        if (_input is not null)
        {
            await _input.CompleteAsync().ConfigureAwait(false);
        }

        tap.End(null);
        await inner.DisposeAsync().ConfigureAwait(false);
    }
}
