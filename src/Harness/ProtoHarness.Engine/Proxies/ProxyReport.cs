using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Proxies;

/// <summary>What became of one connection through the proxy.</summary>
/// <param name="Connection">Its number, from 1 in the order of acceptance.</param>
/// <param name="ToServer">The bytes that were sent on to the target.</param>
/// <param name="ToClient">The bytes that were sent on to who connected.</param>
/// <param name="End">How it ended, in words.</param>
/// <param name="Receipts">What the faults did.</param>
public sealed record ProxyReport(int Connection, long ToServer, long ToClient, string End, IReadOnlyList<FaultReceipt> Receipts);
