namespace ProtoHarness.Abstractions;

/// <summary>A named, parameterised thing that a client does with a server and that can be verified at both ends.</summary>
/// <param name="Name">The name.</param>
/// <param name="Summary">One line on what it does.</param>
/// <param name="Run">
/// The client's side. It returns when the conversation is complete and verified. When the peer or the connection makes that impossible it throws
/// <see cref="Framing.ProtocolException"/>, <see cref="IOException"/>, <see cref="TimeoutException"/> or
/// <see cref="OperationCanceledException"/>; any other exception is a bug of the plugin.
/// </param>
public sealed record Conversation(string Name, string Summary, Func<ConversationContext, Task> Run)
{
    /// <summary>What can be varied.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The service that it talks to; null for the plugin's default.</summary>
    public string? Service { get; init; }

    /// <summary>
    /// Whether the server learns that the conversation is over only by the end of the stream, so that a truncation which hits
    /// no frame cannot be told from the end. Such a protocol cannot keep the truncation law; this says that it is known.
    /// </summary>
    public bool EndsByClose { get; init; }

    /// <summary>
    /// Whether the end of one direction ends the session for both, so that a client that has ended its direction gets no more answers. Without it the
    /// half-close law expects every answer to what was asked before.
    /// </summary>
    public bool EndOfInputEndsSession { get; init; }

    /// <summary>
    /// Whether it waits by design, as to see a keep-alive at work. In memory that costs nothing. Over sockets, where it takes as long as it says, a conversation
    /// that lasts longer than a session may is left out; without this it fails there, because something waits for a timer that nobody meant.
    /// </summary>
    public bool TakesTime { get; init; }
}
