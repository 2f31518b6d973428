using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Sessions;

/// <summary>What a listening socket does in a machine with limits: connections wait in a queue until they may be accepted, and for a place in the queue before that.</summary>
sealed class MemoryListener
{
    readonly Simulation.Simulation _simulation;
    readonly MachineLimits _machine;
    readonly Queue<Action> _queue = new();
    readonly Queue<TaskCompletionSource> _withoutPlace = new();

    public MemoryListener(Simulation.Simulation simulation, MachineLimits machine)
    {
        _simulation = simulation;
        _machine = machine;
        machine.Freed += AcceptAll;
    }

    /// <summary>Waits for a place in the queue and takes it.</summary>
    /// <param name="accept">Accepts the connection, when its turn has come; called at once when nothing is in the way.</param>
    /// <param name="cancellationToken">Gives up waiting for a place.</param>
    public ValueTask QueueAsync(Action accept, CancellationToken cancellationToken)
    {
        if (_queue.Count > 0 || _withoutPlace.Count > 0 || _machine.Backlog == 0 || !_machine.TryAccept())
        {
            return WaitAsync(accept, cancellationToken);
        }

        accept();
        return ValueTask.CompletedTask;
    }

    async ValueTask WaitAsync(Action accept, CancellationToken cancellationToken)
    {
        while (_queue.Count >= _machine.Backlog)
        {
            var place = new TaskCompletionSource();
            _withoutPlace.Enqueue(place);
            var giveUp = cancellationToken.UnsafeRegister(_ => _simulation.Enqueue(_ => place.TrySetCanceled(cancellationToken), null), null);
            await using (giveUp.ConfigureAwait(false))
            {
                await place.Task.ConfigureAwait(false);
            }
        }

        _queue.Enqueue(accept);
        AcceptAll();
    }

    void AcceptAll()
    {
        while (_queue.Count > 0 && _machine.TryAccept())
        {
            _queue.Dequeue()();

            // All of them: each looks again, and one that gave up takes no place from another.
            while (_withoutPlace.TryDequeue(out var place))
            {
                _simulation.Enqueue(_ => place.TrySetResult(), null);
            }
        }
    }
}
