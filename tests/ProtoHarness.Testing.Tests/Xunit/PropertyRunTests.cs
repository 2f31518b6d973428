#pragma warning disable xUnit1013 // The public methods below that are no tests are the properties that the tests run.
using System.Reflection;
using FsCheck;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Testing.Tests.Xunit;

public class PropertyRunTests
{
    readonly List<int> _seen = [];

    public void Remember(int n)
    {
        lock (_seen)
            _seen.Add(n);
    }

    public bool Below_ten(int n)
    {
        Remember(n);
        return n < 10;
    }

    public bool Halves_for_ever(long n)
    {
        Remember((int)(n % 1000));
        return n == 0;
    }

    public Property Odd_only(int n)
    {
        Remember(n);
        return FsCheck.Fluent.Prop.When(true, n % 2 != 0);
    }

    [Fact]
    public void Two_part_replay_repeats_the_whole_run()
    {
        Run(nameof(Remember), new() { Replay = "(1,3)" });
        var first = Taken();
        Run(nameof(Remember), new() { Replay = "(1,3)" });
        Assert.Equal(100, first.Length);
        Assert.Equal(first, Taken());
    }

    [Fact]
    public void Same_seed_draws_what_the_core_draws_without_us()
    {
        Run(nameof(Remember), new() { Replay = "(1,3)" });
        var ours = Taken();
        var config = Config.Quick.WithReplay(new Replay(new Rnd(1, 3), null)).WithRunner(new PropertyRecorder(_ => { }));
        Check.Method(config, Method(nameof(Remember)), this);
        Assert.Equal(ours, Taken());
    }

    [Theory]
    [InlineData(nameof(Remember))]
    [InlineData(nameof(Odd_only))]
    public void Parallel_run_tests_the_same_values_as_a_sequential_one(string property)
    {
        Run(property, new() { Replay = "(1,3)" });
        var sequential = Taken();
        Run(property, new() { Replay = "(1,3)", Parallelism = 2 });
        Assert.Subset(Taken().ToHashSet(), sequential.ToHashSet());
    }

    [Fact]
    public void Parallel_failure_is_the_sequential_failure()
    {
        var sequential = Assert.Throws<PropertyFailedException>(() => Run(nameof(Below_ten), new() { Replay = "(1,3)" }));
        var parallel = Assert.Throws<PropertyFailedException>(() => Run(nameof(Below_ten), new() { Replay = "(1,3)", Parallelism = -1 }));
        Assert.Equal(sequential.Message, parallel.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Shrinking_stops_at_its_limit(int limit)
    {
        Assert.Throws<PropertyFailedException>(() => Run(nameof(Below_ten), new() { Replay = "(12345,67891)", MaxShrinks = limit }));
        var shrinks = Taken().Length - 14;
        Assert.InRange(shrinks, Math.Min(limit, 1), limit);
    }

    [Fact]
    public void Unlimited_shrinking_reports_a_failing_value()
    {
        var failure = Assert.Throws<PropertyFailedException>(() => Run(nameof(Halves_for_ever), new() { Replay = "(1,3)" }));
        Assert.DoesNotContain("Shrunk:\n0\n", failure.Message);
    }

    [Fact]
    public void Regressions_run_before_the_ordinary_runs()
    {
        Run(nameof(With_two_regressions), PropertyOptions.For(Method(nameof(With_two_regressions)), GetType()));
        var seen = Taken();
        Run(nameof(Remember), new() { Replay = "(1,3,50)" });
        Run(nameof(Remember), new() { Replay = "(5,7,20)" });
        Assert.Equal(Taken(), seen[..2]);
        Assert.Equal(2 + 4, seen.Length);
    }

    [Replay("(1,3,50)")]
    [Replay("(5,7,20)")]
    [Property(MaxTest = 4)]
    public void With_two_regressions(int n) => Remember(n);

    int[] Taken()
    {
        var taken = _seen.ToArray();
        _seen.Clear();
        return taken;
    }

    void Run(string property, PropertyOptions options) =>
        new PropertyRun(options, Method(property), this, _ => { }, TestContext.Current.CancellationToken).Run();

    MethodInfo Method(string name) => GetType().GetMethod(name)!;
}
