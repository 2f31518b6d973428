using System.Net;
using ProtoHarness.Plugins.Smux;

namespace SmuxGateway;

/// <summary>All requests on one session, which is opened again when it was lost.</summary>
sealed class OneSession(IPEndPoint service) : IRandomSource
{
    readonly SemaphoreSlim _opening = new(1);
    SmuxSession? _session;

    public async Task<ulong> NextAsync(CancellationToken cancellationToken) =>
        await RandomNumbers.AskAsync(_session is { IsClosed: false } open ? open : await OpenAsync(cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            await session.DisposeAsync();
        }

        _opening.Dispose();
    }

    async Task<SmuxSession> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_session is { IsClosed: true } lost)
            {
                await lost.DisposeAsync();
                _session = null;
            }

            return _session ??= await RandomNumbers.ConnectAsync(service, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }
}
