namespace ProtoHarness.Engine.Transports;

/// <summary>
/// A role reads synchronously in memory, where that would stop the one thread that everything runs on. The case is UNSUPPORTED in memory, no finding;
/// it can be run over tcp.
/// </summary>
public sealed class SynchronousIoException()
    : NotSupportedException("A synchronous read or write cannot be simulated: use ReadAsync and WriteAsync, or run the plugin with --on tcp.");
