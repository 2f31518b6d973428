namespace ProtoHarness.Plugins.Smux;

/// <summary>What a service needs beside its stream.</summary>
/// <param name="NextRandom">The next random number.</param>
/// <param name="Cancellation">Ends it.</param>
readonly record struct ServiceContext(Func<long> NextRandom, CancellationToken Cancellation);
