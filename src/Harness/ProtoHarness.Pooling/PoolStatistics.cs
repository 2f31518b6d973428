namespace ProtoHarness.Pooling;

/// <summary>What a pool holds at one moment, and what has happened in it so far.</summary>
/// <param name="Open">Connections that exist, counting those being opened and closed.</param>
/// <param name="Idle">Of these: not in use.</param>
/// <param name="Leased">Of these: in use.</param>
/// <param name="Coming">Of these: being opened or pinged.</param>
/// <param name="Waiting">Renters who wait.</param>
/// <param name="Opened">Connections opened so far.</param>
/// <param name="OpenFailures">Times that the factory failed so far.</param>
/// <param name="Closed">Connections closed so far.</param>
/// <param name="TimedOut">Renters whose <see cref="ConnectionPoolOptions.RentTimeout"/> passed so far.</param>
/// <param name="Misused">Leases used or returned after their end so far.</param>
public readonly record struct PoolStatistics(
    int Open, int Idle, int Leased, int Coming, int Waiting, long Opened, long OpenFailures, long Closed, long TimedOut, long Misused);
