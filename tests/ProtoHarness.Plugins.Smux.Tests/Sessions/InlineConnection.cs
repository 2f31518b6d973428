using System.IO.Pipelines;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>An <see cref="InlineStream"/> as a session's connection.</summary>
sealed class InlineConnection(InlineStream stream) : IConnection
{
    public string Name => "inline";

    public ConnectionKind Kind => ConnectionKind.Stream;

    public Stream Stream => stream;

    public PipeReader Input => throw new NotSupportedException();

    public PipeWriter Output => throw new NotSupportedException();

    public IDatagrams Datagrams => throw new NotSupportedException();

    public ILedger Ledger => throw new NotSupportedException();

    /// <summary>Two sessions, of which all happens inside the caller's calls. A synchronization context must be set.</summary>
    internal static (SmuxSession Client, SmuxSession Server) Sessions(SmuxConfig config)
    {
        var (one, other) = InlineStream.Pair();
        return (Over(one, isClient: true), Over(other, isClient: false));

        SmuxSession Over(InlineStream end, bool isClient) =>
            SmuxSession.Over(new SmuxSessionCore(config, isClient), new InlineConnection(end), TimeProvider.System);
    }

    public ValueTask CompleteOutputAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public void Abort() => stream.Dispose();

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
