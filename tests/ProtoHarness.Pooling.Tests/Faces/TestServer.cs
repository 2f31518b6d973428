namespace ProtoHarness.Pooling.Tests.Faces;

/// <summary>Opens connections and counts them. For one thread at a time.</summary>
sealed class TestServer
{
    internal int Open { get; set; }

    internal int MostOpen { get; private set; }

    internal int Made { get; private set; }

    /// <summary>What the next attempts do instead of succeeding.</summary>
    internal Queue<Exception?> Failures { get; } = new();

    internal ValueTask<TestConnection> Connect(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Failures.TryDequeue(out var failure) && failure is not null)
            return ValueTask.FromException<TestConnection>(failure);
        Open++;
        MostOpen = Math.Max(MostOpen, Open);
        return new(new TestConnection(++Made, this));
    }

    internal static ValueTask<bool> Ping(TestConnection connection, CancellationToken cancellationToken) => new(connection.Alive);
}
