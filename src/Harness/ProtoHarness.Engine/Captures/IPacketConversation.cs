namespace ProtoHarness.Engine.Captures;

/// <summary>One connection as packets. What its protocol has no packet for leaves none.</summary>
interface IPacketConversation
{
    /// <summary>The client asks for the connection.</summary>
    void Open();

    /// <summary>The server takes it.</summary>
    void Accept();

    /// <summary>Bytes from the client (0) or the server (1).</summary>
    void Data(int from, ReadOnlySpan<byte> bytes);

    /// <summary>The end of one direction.</summary>
    void Finish(int from);

    /// <summary>The connection is broken off.</summary>
    void Reset(int from);
}
