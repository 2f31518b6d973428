namespace ProtoHarness.Abstractions;

/// <summary>What a conversation gets from the harness.</summary>
public abstract class ConversationContext : RoleContext
{
    /// <summary>Opens a connection to the pair's server. The conversation owns it and disposes of it; one that is left open is a leak.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="IOException">The connection was refused.</exception>
    public abstract ValueTask<IConnection> ConnectAsync(CancellationToken cancellationToken = default);

    /// <summary>Verifies what the conversation got. A failure breaks the law that a session completes, and is never taken for a refusal.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="message">What is wrong when it does not.</param>
    /// <exception cref="ExpectationException"><paramref name="condition"/> is false.</exception>
    public void Expect(bool condition, string message)
    {
        if (!condition)
        {
            throw new ExpectationException(message);
        }
    }
}
