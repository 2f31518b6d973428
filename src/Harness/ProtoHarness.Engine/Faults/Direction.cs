namespace ProtoHarness.Engine.Faults;

/// <summary>One of the two directions of a connection.</summary>
public enum Direction
{
    /// <summary>From the client to the server; written <c>C&gt;S</c>.</summary>
    ToServer,

    /// <summary>From the server to the client; written <c>S&gt;C</c>.</summary>
    ToClient,
}
