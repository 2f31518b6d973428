namespace ProtoHarness.Abstractions;

/// <summary>
/// What the applications above the two roles of one connection sent and received, per named flow. The harness compares the ends: what was received
/// must be a prefix of what was sent, and all of it when both ends completed. Both roles name a flow alike: "echo", "stream 3".
/// </summary>
public interface ILedger
{
    /// <summary>The application handed these bytes to the role, to be sent. Call it before they can reach the peer.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="bytes">The bytes.</param>
    void Sent(string flow, ReadOnlySpan<byte> bytes);

    /// <summary>The role handed these bytes, from the peer, to its application.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="bytes">The bytes.</param>
    void Received(string flow, ReadOnlySpan<byte> bytes);

    /// <summary>The role told its application that the flow has ended normally, with everything delivered.</summary>
    /// <param name="flow">The flow.</param>
    void Ended(string flow);
}
