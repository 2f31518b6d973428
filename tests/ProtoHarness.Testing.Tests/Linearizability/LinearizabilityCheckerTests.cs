using ProtoHarness.Testing.Linearizability;
using ProtoHarness.Testing.Schedules;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Testing.Tests.Linearizability;

public class LinearizabilityCheckerTests
{
    /// <summary>A register: "w5" writes 5, "r" reads.</summary>
    sealed class Register : ISequentialModel<int, string, int>
    {
        public int Initial => 0;

        public IEnumerable<int> Apply(int state, string operation, int result) =>
            operation == "r" ? (result == state ? [state] : []) : [int.Parse(operation[1..])];

        public IEnumerable<int> ApplyPending(int state, string operation) => operation == "r" ? [state] : [int.Parse(operation[1..])];
    }

    static HistoryEntry<string, int> Op(string operation, long from, long? to, int result = 0) => new("c", operation, from, to, result);

    [Fact]
    public void Overlapping_write_may_be_seen_or_not()
    {
        Assert.True(Check(Op("w1", 1, 6), Op("r", 2, 3, 0), Op("r", 4, 5, 1)).Holds);
        Assert.True(Check(Op("w1", 1, 6), Op("r", 2, 3, 1), Op("r", 4, 5, 1)).Holds);
    }

    [Fact]
    public void Write_once_seen_is_not_unseen()
    {
        var verdict = Check(Op("w1", 1, 8), Op("r", 2, 3, 1), Op("r", 4, 5, 0), Op("w9", 6, 7));
        Assert.False(verdict.Holds);
        Assert.Equal(3, verdict.Counterexample.Count);
        Assert.Null(verdict.Counterexample[0].ReturnedAt);
        Assert.Contains("Not linearizable", Assert.Throws<NotLinearizableException>(verdict.ThrowIfBroken).Message);
    }

    [Fact]
    public void Operation_after_a_return_comes_after_it() => Assert.False(Check(Op("w1", 1, 2), Op("r", 3, 4, 0)).Holds);

    [Fact]
    public void Operation_that_never_returned_may_have_taken_effect_or_not()
    {
        Assert.True(Check(Op("w1", 1, null), Op("r", 2, 3, 1)).Holds);
        Assert.True(Check(Op("w1", 1, null), Op("r", 2, 3, 0)).Holds);
        Assert.False(Check(Op("w1", 1, null), Op("r", 2, 3, 2)).Holds);
    }

    [Property(MaxTest = 300)]
    public void History_of_a_real_register_always_is_linearizable(byte[] plan)
    {
        var history = Overlapping(plan, lie: false);
        Assert.True(LinearizabilityChecker.Check(new Register(), history).Holds);
    }

    [Property(MaxTest = 300)]
    public void Checker_agrees_with_trying_every_order(byte[] plan)
    {
        var history = Overlapping([.. plan.Take(6)], lie: true);
        Assert.Equal(AnyOrder(history, 0, []), LinearizabilityChecker.Check(new Register(), history).Holds);
    }

    [Fact]
    public void Too_long_a_history_is_refused() =>
        Assert.Contains("MaxOperations", Assert.Throws<ArgumentException>(
            () => Check([.. Enumerable.Range(0, 129).Select(i => Op("w1", 2 * i, (2 * i) + 1))])).Message);

    [Fact]
    public void Race_without_a_lock_is_found_by_its_history()
    {
        var failure = ScheduleExplorer.Explore(async run =>
        {
            var history = new OperationHistory<string, int>();
            var value = 0;
            await Task.WhenAll(run.Start("a", () => Add("a")), run.Start("b", () => Add("b")));
            LinearizabilityChecker.Check(new Counter(), history.Entries).ThrowIfBroken();

            Task Add(string name)
            {
                var call = history.Call(name, "add");
                var read = value;
                run.Point("between");
                value = read + 1;
                history.Return(call, value);
                return Task.CompletedTask;
            }
        }).Failure;
        Assert.IsType<NotLinearizableException>(failure?.Error);
    }

    sealed class Counter : ISequentialModel<int, string, int>
    {
        public int Initial => 0;

        public IEnumerable<int> Apply(int state, string operation, int result) => result == state + 1 ? [result] : [];

        public IEnumerable<int> ApplyPending(int state, string operation) => [state + 1];
    }

    static LinearizabilityVerdict<string, int> Check(params HistoryEntry<string, int>[] history) =>
        LinearizabilityChecker.Check(new Register(), history);

    // Each operation takes effect at its own moment; calls and returns lie up to three moments around it.
    static List<HistoryEntry<string, int>> Overlapping(byte[] plan, bool lie)
    {
        var value = 0;
        var history = new List<HistoryEntry<string, int>>();
        for (var i = 0; i < plan.Length; i++)
        {
            var (at, b) = (100L + (10 * i), plan[i]);
            var operation = b % 2 == 0 ? "r" : $"w{b / 2 % 3}";
            var result = lie && b > 200 ? b % 3 : value;
            if (operation != "r")
                value = b / 2 % 3;
            history.Add(Op(operation, at - (b % 31), at + (b / 3 % 29), operation == "r" ? result : 0));
        }

        return history;
    }

    static bool AnyOrder(List<HistoryEntry<string, int>> history, int state, List<int> done)
    {
        if (done.Count == history.Count)
            return true;
        for (var i = 0; i < history.Count; i++)
        {
            if (done.Contains(i) || history.Where((_, j) => j != i && !done.Contains(j)).Any(other => other.ReturnedAt < history[i].InvokedAt))
                continue;
            foreach (var next in new Register().Apply(state, history[i].Operation, history[i].Result))
            {
                if (AnyOrder(history, next, [.. done, i]))
                    return true;
            }
        }

        return false;
    }
}
