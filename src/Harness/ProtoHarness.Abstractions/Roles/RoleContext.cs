using System.Buffers;

namespace ProtoHarness.Abstractions;

/// <summary>
/// What a role gets from the harness. Everything that could make two runs differ comes from here: a role that takes time, randomness or
/// threads from elsewhere cannot be replayed, and is reported.
/// </summary>
public abstract class RoleContext
{
    /// <summary>The clock and its timers: virtual in memory, the machine's on a socket.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>Randomness, from the run's seed. Not safe for several threads at once.</summary>
    public abstract Random Random { get; }

    /// <summary>Buffers. They are counted: one that is not returned is a leak.</summary>
    public abstract MemoryPool<byte> Memory { get; }

    /// <summary>Set when the session is cancelled; a role lets go of all it holds and throws <see cref="OperationCanceledException"/>.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>The values of options and, in a conversation, of its parameters.</summary>
    public abstract ParameterValues Values { get; }

    /// <summary>The value of an option, or of a parameter of the conversation.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="parameter">One that the plugin declared.</param>
    /// <returns>The value set, or the default.</returns>
    public T Get<T>(Parameter<T> parameter)
        where T : notnull => Values.Get(parameter);

    /// <summary>Adds a line to the role's log, shown with a finding.</summary>
    /// <param name="message">The line.</param>
    public abstract void Log(string message);

    /// <summary>Says that the protocol's state machine has gone to another state: shown in traces, and feedback for the fuzzer.</summary>
    /// <param name="machine">Which machine: "session", "stream 3".</param>
    /// <param name="state">The state it is in now.</param>
    public abstract void Enter(string machine, string state);

    /// <summary>Says how far a piece of work is, for whoever watches. A harness that nobody watches does nothing with it.</summary>
    /// <param name="work">What is worked on: the name of a file.</param>
    /// <param name="done">How much of it is done, in bytes or pieces.</param>
    /// <param name="total">How much it is as a whole; -1 when nobody knows.</param>
    public virtual void Progress(string work, long done, long total)
    {
    }
}
