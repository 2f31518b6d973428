namespace ProtoHarness.Plugins.Smux;

/// <summary>Something that a server does with each of its streams.</summary>
/// <param name="Name">The service's name.</param>
/// <param name="Summary">One line on what it does.</param>
/// <param name="Serve">Serves one stream, to its end.</param>
sealed record SmuxService(string Name, string Summary, Func<SmuxStream, StreamTally, ServiceContext, Task> Serve);
