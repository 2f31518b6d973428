namespace ProtoHarness.Engine.Simulation;

/// <summary>
/// Exceptions of roles that nobody caught: thrown by an <c>async void</c> method, a timer's callback, a work item of the thread pool or a thread of a role's own.
/// In any other program each of them ends the process. Here they are kept with the session that they belong to.
/// </summary>
public sealed class StrayExceptions : IDisposable
{
    /// <summary>How many are kept of one session.</summary>
    const int Most = 16;

    static readonly List<StrayExceptions> Running = [];
    static readonly string[] Harness = ["ProtoHarness.Engine.", "ProtoHarness.Cli.", "ProtoHarness.Fuzzing."];
    static readonly string[] Framework = ["System.", "Microsoft."];

    static readonly AsyncLocal<StrayExceptions?> Flow = new();

    readonly List<Exception> _caught = [];

    /// <summary>Begins to keep those of a session.</summary>
    public StrayExceptions()
    {
        lock (Running)
        {
            Running.Add(this);
        }
    }

    /// <summary>Those of this session, oldest first.</summary>
    public IReadOnlyList<Exception> Caught
    {
        get
        {
            lock (_caught)
            {
                return [.. _caught];
            }
        }
    }

    /// <summary>
    /// For <see cref="System.Runtime.ExceptionServices.ExceptionHandling.SetUnhandledExceptionHandler"/>, which is the program's to call: keeps an exception
    /// of a role with the session whose flow threw it, or with all that run when that is not known.
    /// </summary>
    /// <param name="exception">What nobody caught.</param>
    /// <returns>Whether the process may go on: it may not when the harness itself threw.</returns>
    public static bool Handle(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!IsRoles(exception))
        {
            return false;
        }

        if ((PoolWatch.Current?.Strays ?? Flow.Value) is { } owner)
        {
            owner.Add(exception);
            return true;
        }

        lock (Running)
        {
            Running.ForEach(session => session.Add(exception));
        }

        return true;
    }

    /// <summary>What the calling flow throws from here on is this session's, and no other's that runs beside it.</summary>
    public void Claim() => Flow.Value = this;

    /// <summary>Keeps one.</summary>
    /// <param name="exception">What nobody caught.</param>
    public void Add(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        lock (_caught)
        {
            if (_caught.Count < Most)
            {
                _caught.Add(exception);
            }
        }
    }

    /// <summary>Keeps no more that are not known to be this session's.</summary>
    public void Dispose()
    {
        lock (Running)
        {
            Running.Remove(this);
        }
    }

    /// <summary>
    /// Whether a role threw: its code is on the stack, or the framework's alone while a session runs. A callback whose last call is the framework's leaves the stack with it once
    /// it is optimised; the harness gives the pool nothing of the kind.
    /// </summary>
    static bool IsRoles(Exception exception)
    {
        var frames = (exception.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith("at ", StringComparison.Ordinal)).Select(line => line["at ".Length..]).ToList();
        return frames.Exists(frame => !Is(frame, Harness) && !Is(frame, Framework)) || (frames.TrueForAll(frame => !Is(frame, Harness)) && IsAnyRunning());
    }

    static bool Is(string frame, string[] starts) => Array.Exists(starts, start => frame.StartsWith(start, StringComparison.Ordinal));

    static bool IsAnyRunning()
    {
        lock (Running)
        {
            return Running.Count > 0;
        }
    }
}
