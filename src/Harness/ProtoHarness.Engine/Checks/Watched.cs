using System.Runtime.ExceptionServices;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Checks;

/// <summary>Runs something on a thread of its own and gives it up when a step of a plugin blocks that thread: the caller never hangs.</summary>
public static class Watched
{
    const int StackBytes = 4 * 1024 * 1024;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs something.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="work">What runs: sessions in memory, codecs; each step of a simulation is a sign of life.</param>
    /// <param name="blocked">How long one step may take, in real time; null: for ever, as for sessions on sockets, which have a limit of their own. Setting: <c>limits.blocked</c>.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Whether it came to an end, and its answer.</returns>
    public static (bool Ended, T? Value) Run<T>(Func<T> work, TimeSpan? blocked, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(time);
        var heartbeat = new Heartbeat();
        var value = default(T);
        ExceptionDispatchInfo? error = null;
        var thread = new Thread(
            () =>
            {
                Heartbeat.Current = heartbeat;
                try
                {
                    value = work();
                }
                catch (Exception e)
                {
                    error = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes) { IsBackground = true, Name = "watched" };
        thread.Start();
        var (beats, since) = (-1L, time.GetTimestamp());
        while (!thread.Join(Look))
        {
            if (heartbeat.Beats != beats)
            {
                (beats, since) = (heartbeat.Beats, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(since) > blocked)
            {
                return (false, default);
            }
        }

        error?.Throw();
        return (true, value);
    }

    /// <summary>What is said of a plugin that was given up.</summary>
    /// <param name="blocked">How long it was waited for.</param>
    /// <returns>A sentence.</returns>
    public static string Message(TimeSpan blocked) =>
        $"the thread is blocked: one step has taken more than {blocked.TotalSeconds:0.#} s of real time (limits.blocked); does it wait synchronously, or loop without end?";
}
