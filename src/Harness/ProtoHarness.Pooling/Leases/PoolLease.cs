namespace ProtoHarness.Pooling;

/// <summary>
/// The right to use one connection until the lease is disposed. A copy of a lease is the same lease: once any of them is disposed, the
/// others are refused, also after the connection has gone to another holder.
/// </summary>
/// <typeparam name="T">The type of connection.</typeparam>
public readonly struct PoolLease<T> : IDisposable, IAsyncDisposable, IEquatable<PoolLease<T>>
    where T : notnull
{
    readonly LeasedSlot<T>? _slot;
    readonly int _version;

    internal PoolLease(LeasedSlot<T> slot, int version)
    {
        _slot = slot;
        _version = version;
    }

    /// <summary>The connection.</summary>
    /// <exception cref="LeaseMisuseException">The lease was returned already.</exception>
    /// <exception cref="ObjectDisposedException">The pool was closed with <see cref="PoolShutdown.Immediate"/>.</exception>
    public T Connection
    {
        get
        {
            var slot = Slot;
            // Read first, checked after: what was read belongs to this lease if the lease still stands now.
            var connection = slot.Connection;
            if (slot.Version != _version)
                slot.Pool.ThrowLeaseOver();
            return connection!;
        }
    }

    /// <summary>Whether the lease still stands.</summary>
    public bool IsActive => _slot is { } slot && slot.Version == _version;

    LeasedSlot<T> Slot => _slot ?? throw new LeaseMisuseException("This lease was never rented: it is the default value of its type.");

    /// <summary>The connection is not to be used by anybody again: it is closed when the lease is disposed.</summary>
    /// <exception cref="LeaseMisuseException">The lease was returned already.</exception>
    public void MarkBroken() => Slot.Pool.MarkBroken(Slot, _version);

    /// <summary>Returns the connection. It goes to who waits longest, else it becomes idle.</summary>
    /// <exception cref="LeaseMisuseException">The lease was returned already. The pool is unharmed.</exception>
    public void Dispose() => Slot.Pool.Return(Slot, _version);

    /// <summary>As <see cref="Dispose"/>; a connection that must be closed is closed elsewhere, so this never waits.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    /// <summary>Whether both are the same lease.</summary>
    public bool Equals(PoolLease<T> other) => ReferenceEquals(_slot, other._slot) && _version == other._version;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PoolLease<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _version;

    /// <summary>Whether both are the same lease.</summary>
    public static bool operator ==(PoolLease<T> left, PoolLease<T> right) => left.Equals(right);

    /// <summary>Whether they are different leases.</summary>
    public static bool operator !=(PoolLease<T> left, PoolLease<T> right) => !left.Equals(right);
}
