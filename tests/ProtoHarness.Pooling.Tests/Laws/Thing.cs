namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>What is pooled: knows its holder, its age and whether it works.</summary>
sealed class Thing(int id, ThingServer server, TimeSpan openedAt) : IDisposable
{
    internal int Id { get; } = id;

    internal TimeSpan OpenedAt { get; } = openedAt;

    internal string? Holder { get; set; }

    internal bool Broken { get; set; }

    internal bool Closed { get; private set; }

    public void Dispose()
    {
        if (Closed)
            throw new LawBrokenException("a connection is closed once", $"thing {Id} was closed twice");
        Closed = true;
        server.Close();
    }
}
