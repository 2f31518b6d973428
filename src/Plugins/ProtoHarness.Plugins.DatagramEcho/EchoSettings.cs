using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.DatagramEcho;

/// <summary>The plugin's options and its conversation's parameters.</summary>
public static class EchoSettings
{
    /// <summary>How many messages are out at once.</summary>
    public static readonly Parameter<int> Window = Parameter.Int("window", "the messages that are out at once", 4, min: 1, max: EchoServer.Window, samples: [1, 64]);

    /// <summary>How often a message is sent.</summary>
    public static readonly Parameter<int> Tries = Parameter.Int("tries", "how often a message is sent before the server is taken for gone", 8, min: 1, max: 100);

    /// <summary>How long the first wait is.</summary>
    public static readonly Parameter<TimeSpan> FirstTimeout = Parameter.Duration("first-timeout", "how long the first answer may take before a message is sent again", TimeSpan.FromMilliseconds(100));

    /// <summary>How long a wait is at most.</summary>
    public static readonly Parameter<TimeSpan> MaxTimeout = Parameter.Duration("max-timeout", "each wait is twice the one before, up to this", TimeSpan.FromSeconds(1));

    /// <summary>How many messages a conversation sends.</summary>
    public static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 6, min: 1, max: 1_000_000, samples: [80]);

    /// <summary>How long a message is at most.</summary>
    public static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 40, max: EchoDatagram.MaxPayload, samples: [0, 1200]);

    /// <summary>The options of a client.</summary>
    /// <param name="context">Where the values are.</param>
    /// <returns>The options.</returns>
    public static EchoClientOptions Client(RoleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new EchoClientOptions
        {
            Window = context.Get(Window), Tries = context.Get(Tries), FirstTimeout = context.Get(FirstTimeout), MaxTimeout = context.Get(MaxTimeout),
        };
    }
}
