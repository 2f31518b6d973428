namespace SmuxGateway;

/// <summary>Where the gateway gets its numbers. One for each shape of the comparison.</summary>
interface IRandomSource : IAsyncDisposable
{
    /// <summary>One number.</summary>
    Task<ulong> NextAsync(CancellationToken cancellationToken);
}
