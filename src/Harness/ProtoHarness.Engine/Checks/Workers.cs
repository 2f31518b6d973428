using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Checks;

/// <summary>
/// Runs parts on threads of its own and watches them: a plugin that blocks its thread costs that thread and that part, never the run.
/// </summary>
sealed class Workers(int count, TimeSpan blocked, TimeProvider time)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>How many parts may block their threads before the rest is not run: such a thread may spin for good, and each takes more of the machine from the others.</summary>
    public int MostBlocked { get; init; } = int.MaxValue;

    /// <summary>Runs all parts.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="report">Called on the calling thread, now and then, with the part at hand.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Whether all were run to their end.</returns>
    public bool Run(IReadOnlyList<CheckPart> parts, Action<CheckPart?> report, CancellationToken cancellationToken)
    {
        var queue = new PartQueue(parts);
        var (abandoned, isWhole) = (0, true);
        using var wake = new AutoResetEvent(false);
        var workers = Enumerable.Range(0, Math.Min(count, Math.Max(1, parts.Count))).Select(_ => Start(queue, wake, cancellationToken)).ToList();
        while (true)
        {
            wake.WaitOne(Look);
            report(workers.Select(worker => worker.Part).FirstOrDefault(part => part is not null));
            for (var i = 0; i < workers.Count; i++)
            {
                if (workers[i].IsBlocked(blocked, time) is { } part)
                {
                    part.Abandon(blocked);
                    if (++abandoned == MostBlocked)
                    {
                        isWhole = !Skip(queue.Close());
                    }

                    workers[i] = Start(queue, wake, cancellationToken);
                }
            }

            if (workers.TrueForAll(worker => worker.Ended))
            {
                return !cancellationToken.IsCancellationRequested && isWhole;
            }

            if (cancellationToken.IsCancellationRequested && !workers.TrueForAll(worker => worker.Ended))
            {
                // Whoever is between two cases stops by itself; who is not by then is left behind.
                for (var patience = 0; patience < 20 && !workers.TrueForAll(worker => worker.Ended); patience++)
                {
                    wake.WaitOne(Look);
                }

                return false;
            }
        }
    }

    /// <returns>Whether there was any.</returns>
    bool Skip(IReadOnlyList<CheckPart> rest)
    {
        foreach (var part in rest)
        {
            part.Skip($"not judged: {MostBlocked} parts of the check before it have blocked their threads");
        }

        return rest.Count > 0;
    }

    static Worker Start(PartQueue queue, AutoResetEvent wake, CancellationToken cancellationToken)
    {
        var worker = new Worker(queue, wake, cancellationToken);
        worker.Start();
        return worker;
    }

    sealed class Worker(PartQueue queue, AutoResetEvent wake, CancellationToken cancellationToken)
    {
        const int StackBytes = 4 * 1024 * 1024;

        readonly Heartbeat _heartbeat = new();
        long _lastBeats = -1;
        long _lastChange;
        volatile CheckPart? _part;
        volatile bool _ended;

        public CheckPart? Part => _part;

        public bool Ended => _ended;

        public void Start() => new Thread(Loop, StackBytes) { IsBackground = true, Name = "check" }.Start();

        public CheckPart? IsBlocked(TimeSpan limit, TimeProvider time)
        {
            var beats = _heartbeat.Beats;
            if (beats != _lastBeats || _part is null || _part.UsesSockets)
            {
                _lastBeats = beats;
                _lastChange = time.GetTimestamp();
                return null;
            }

            return time.GetElapsedTime(_lastChange) > limit ? _part : null;
        }

        void Loop()
        {
            Heartbeat.Current = _heartbeat;
            try
            {
                while (!cancellationToken.IsCancellationRequested && queue.TryTake(out var part))
                {
                    _part = part;
                    Run(part);
                    _part = null;
                    queue.End(part);
                    if (part.Abandoned)
                    {
                        return;
                    }

                    Wake();
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                _part = null;
            }
            finally
            {
                _ended = true;
                Wake();
            }
        }

        /// <summary>What goes wrong outside of the roles, in a declaration or in the harness, costs this part and not the process.</summary>
        void Run(CheckPart part)
        {
            try
            {
                part.Run(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                part.Break(e);
            }
        }

        void Wake()
        {
            try
            {
                wake.Set();
            }
            catch (ObjectDisposedException)
            {
                // An abandoned thread came back after the run had ended.
            }
        }
    }
}
