namespace ProtoHarness.Pooling.Tests.Faces;

/// <summary>A connection that knows who uses it.</summary>
sealed class TestConnection(int id, TestServer server) : IAsyncDisposable
{
    internal int Id { get; } = id;

    internal bool Alive { get; set; } = true;

    internal bool Disposed { get; private set; }

    public ValueTask DisposeAsync()
    {
        Assert.False(Disposed, $"connection {Id} was closed twice");
        Disposed = true;
        server.Open--;
        return default;
    }

    public override string ToString() => $"connection {Id}";
}
