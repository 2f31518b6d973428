using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>The split sweep: every byte offset of every message, both directions, then several cuts at once.</summary>
sealed class SplitLaw : BenignLaw
{
    public override Law Law { get; } = new(
        "session/split", "cutting the stream at any byte, in either direction, changes nothing",
        "Headers that arrive in two reads are the most common bug of protocol code: a length prefix cut at its second byte, a line end cut between CR and LF.");

    public override bool AppliesTo(ConnectionKind kind) => kind == ConnectionKind.Stream;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var at in plan.OfEachConnection())
        {
            foreach (var direction in DirectionText.Both)
            {
                foreach (var position in at.Positions(direction, 1, 1024))
                {
                    yield return plan.Under($"{at.Written(direction)} split @{position}");
                }
            }
        }

        foreach (var direction in DirectionText.Both)
        {
            var length = plan.Record(direction)?.WrittenCount ?? 0;
            for (var i = 0; i < plan.Count(32) && length > 3; i++)
            {
                var random = plan.Seed.Derive($"split/{direction}/{i}").NewRandom();
                var cuts = new SortedSet<long>();
                for (var k = 0; k < 2 + (i % 6); k++)
                {
                    cuts.Add(random.NextInt64(1, length));
                }

                yield return plan.Under($"{DirectionText.Format(direction)} split {string.Join(' ', cuts.Select(cut => $"@{cut}"))}");
            }
        }
    }

    public override Judgement Judge(SessionResult result)
    {
        var judgement = base.Judge(result);
        return judgement.Verdict == Verdict.Fail && FaultPlace.Of(result.Spec) is { } place ? judgement with { Message = $"cut at {place}: {judgement.Message}" } : judgement;
    }
}
