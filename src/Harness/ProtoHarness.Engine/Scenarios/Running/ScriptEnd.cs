using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>An end that a script plays or looks on, while it runs.</summary>
sealed class ScriptEnd(string name)
{
    public string Name => name;

    /// <summary>The connection that the script writes to; null while it has none, and for an end that it only looks on.</summary>
    public IConnection? Connection { get; set; }

    public Inbox? Inbox { get; set; }

    /// <summary>The last frame that came, for <c>capture</c>.</summary>
    public FrameTree? Last { get; set; }

    /// <summary>The numbers of the connections that this client has opened, for faults that sit on them.</summary>
    public SortedSet<int> Opened { get; } = [];

    /// <summary>How its last conversation was refused; null when it was not.</summary>
    public Exception? Refused { get; set; }

    /// <summary>The direction that it writes to.</summary>
    public Direction Sends => name == EndName.Server ? Direction.ToClient : Direction.ToServer;

    /// <summary>The direction that it reads from.</summary>
    public Direction Receives => name == EndName.Server ? Direction.ToServer : Direction.ToClient;

    public static int Number(IConnection connection) =>
        int.Parse(connection.Name.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);
}
