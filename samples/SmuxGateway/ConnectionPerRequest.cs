using System.Net;

namespace SmuxGateway;

/// <summary>A connection and a session for each request.</summary>
sealed class ConnectionPerRequest(IPEndPoint service) : IRandomSource
{
    public async Task<ulong> NextAsync(CancellationToken cancellationToken)
    {
        await using var session = await RandomNumbers.ConnectAsync(service, cancellationToken);
        return await RandomNumbers.AskAsync(session, cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
