using System.Net;

namespace ProtoHarness.Engine.Captures;

/// <summary>One connection of a capture, or the datagrams between two addresses.</summary>
/// <param name="Client">Who opened it; over UDP, who sent first.</param>
/// <param name="Server">The other one.</param>
/// <param name="Events">What both did, in the order in which their peer could see it.</param>
public sealed record CapturedSession(IPEndPoint Client, IPEndPoint Server, IReadOnlyList<CapturedEvent> Events)
{
    /// <summary>What is missing of it, and why; empty when nothing is.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
