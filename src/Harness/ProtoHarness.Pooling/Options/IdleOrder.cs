namespace ProtoHarness.Pooling;

/// <summary>Which idle connection is rented first.</summary>
public enum IdleOrder
{
    /// <summary>The one returned last: it is warm, and the others can grow old and be closed. The default, as in SocketsHttpHandler.</summary>
    Lifo,

    /// <summary>The one returned first: all are used in turn, none grows old. As in Npgsql.</summary>
    Fifo,
}
