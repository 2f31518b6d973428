using System.IO.Pipelines;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Fleet;

/// <summary>A good server of the box at every host, or one that never says a word.</summary>
sealed class TestNetwork(TimeProvider time, Func<string, bool> isSilent, int silent) : IProbeNetwork, IDisposable
{
    readonly BoxPki _pki = new(time.GetUtcNow());
    readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource _end = new();
    int _silent;

    /// <summary>Done when so many are waited for as never say a word.</summary>
    public Task AllAreSilent => _all.Task;

    public ValueTask<Stream> ConnectAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        if (!isSilent(target.Host))
        {
            var profile = _pki.Profile(BoxCases.Of("good-tls12-ecdsa"));
            _ = new BoxServer(profile, new Random(1)).ServeAsync(new PipeEnd(toServer.Reader, toClient.Writer, null), 0, _end.Token);
        }

        return ValueTask.FromResult<Stream>(new PipeEnd(toClient.Reader, toServer.Writer, isSilent(target.Host) ? Waiting : null));
    }

    public void Dispose() => _end.Dispose();

    void Waiting()
    {
        if (Interlocked.Increment(ref _silent) == silent)
        {
            _all.SetResult();
        }
    }
}
