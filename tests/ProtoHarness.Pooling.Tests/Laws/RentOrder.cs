namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>
/// Counts how often each waiter is overtaken by renters who came after it had begun to wait. A few are unavoidable to whoever looks from
/// outside, because a renter learns only some time later that it has been served; more than that is starvation.
/// </summary>
sealed class RentOrder(int renters)
{
    readonly int _most = 3 * renters;
    readonly List<Place> _waiting = [];
    int _time;

    internal Place Call() => new(this, ++_time);

    internal sealed class Place(RentOrder order, int calledAt)
    {
        int _waitsSince = int.MaxValue;
        int _overtaken;

        internal void WaitsNow()
        {
            _waitsSince = ++order._time;
            order._waiting.Add(this);
        }

        internal void Leave() => order._waiting.Remove(this);

        internal void Served()
        {
            Leave();
            foreach (var other in order._waiting)
            {
                if (other._waitsSince < calledAt && ++other._overtaken > order._most)
                    throw new LawBrokenException("waiters are served in order", $"one was overtaken {other._overtaken} times");
            }
        }
    }
}
