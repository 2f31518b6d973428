namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>A pool as the laws see it: the real one, or a small one with a planted bug.</summary>
interface IPoolSubject
{
    /// <summary>Connections that exist or are being opened or closed, as the pool counts them.</summary>
    int Open { get; }

    /// <summary>Rents; what is returned is the lease, to be handed back to this pool alone.</summary>
    Task<Held> Rent(CancellationToken cancellationToken);

    /// <summary>Returns a lease; <see langword="false"/> if the pool refuses it because it was returned before.</summary>
    Task<bool> Return(Held held, bool broken);

    /// <summary>Closes gracefully; completes when nothing is open.</summary>
    Task Close();
}
