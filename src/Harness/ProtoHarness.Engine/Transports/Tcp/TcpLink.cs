using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>A loopback connection whose two ends are both ours: where faults that concern both ends meet the sockets.</summary>
sealed class TcpLink(ISessionObserver observer, int number, TimeProvider time, long start) : ILineControl
{
    readonly TaskCompletionSource<TcpEnd> _client = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<TcpEnd> _server = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ISessionObserver Observer { get; } = observer;

    public int Number { get; } = number;

    public FaultLine ToServer { get; } = new();

    public FaultLine ToClient { get; } = new();

    public TimeProvider Time { get; } = time;

    public long Now => Time.GetElapsedTime(start).Ticks;

    public bool IsReset { get; private set; }

    public void Attach(TcpEnd end) => (end.IsServer ? _server : _client).TrySetResult(end);

    public void Reset()
    {
        IsReset = true;
        ForBoth(static end => end.Sever(reset: true));
    }

    public void Close() => ForBoth(static end => end.Sever(reset: false));

    public void Silence()
    {
        ToServer.IsSilent = true;
        ToClient.IsSilent = true;
    }

    public bool JumpClock(TimeSpan by) => false;

    void ForBoth(Action<TcpEnd> action)
    {
        foreach (var end in (Task<TcpEnd>[])[_client.Task, _server.Task])
        {
            if (end.IsCompletedSuccessfully)
            {
                action(end.Result);
            }
            else
            {
                // The other end is still being accepted: it gets the same when it is there.
                _ = end.ContinueWith(task => action(task.Result), TaskScheduler.Default);
            }
        }
    }
}
