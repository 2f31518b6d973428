using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Tests.Checks;

/// <summary>Who gets which part next.</summary>
public sealed class PartQueueTests
{
    [Fact]
    public void Of_the_parts_that_fill_the_machine_one_is_out_at_a_time_and_none_is_forgotten()
    {
        var (first, second, small) = (new EmptyPart("first", fills: true), new EmptyPart("second", fills: true), new EmptyPart("small", fills: false));
        var queue = new PartQueue([first, second, small]);

        Assert.Same(first, Take(queue));
        Assert.Same(small, Take(queue));
        Assert.Null(Take(queue));

        queue.End(small);
        Assert.Null(Take(queue));

        queue.End(first);
        Assert.Same(second, Take(queue));
        queue.End(second);
        Assert.Null(Take(queue));
    }

    static CheckPart? Take(PartQueue queue) => queue.TryTake(out var part) ? part : null;

    sealed class EmptyPart(string subject, bool fills) : CheckPart(new CompletesLaw().Law, subject)
    {
        public override bool FillsMachine => fills;

        protected override void RunCases(CancellationToken cancellationToken)
        {
        }

        protected override void Find(long number)
        {
        }

        protected override CheckFailure Failure(Judgement judgement) => new(Subject, judgement, null, null, default);
    }
}
