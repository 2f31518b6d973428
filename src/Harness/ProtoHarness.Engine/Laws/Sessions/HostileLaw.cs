using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>Under every hostile fault the session ends completed or refused cleanly, at both ends.</summary>
sealed class HostileLaw : SessionLaw
{
    static readonly string[] Cuts = ["truncate", "half-close", "reset", "stall", "silence"];
    static readonly string[] Junk = ["00", "ff", "ffffffffffffffff", "8000000000000000", "7fffffff", "0000000000000000", "0d0a", "22"];

    /// <summary>Lies of one kind that connections behind the first are told at the usual effort.</summary>
    const int LiesToOthers = 32;

    public override Law Law { get; } = new(
        "session/hostile", "under every hostile fault the session ends completed or refused cleanly, at both ends",
        "A peer that dies, lies or goes silent must cost one connection, not the process: no stray exception, no hang, no memory without bound.");

    public override bool StandsAlone => true;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.IsDatagram)
        {
            foreach (var spec in OfDatagrams(plan))
            {
                yield return spec;
            }

            yield break;
        }

        foreach (var fault in (string[])["refuse", "accept-close", "C>S reset-on-close", "S>C reset-on-close", "S>C eof-in-frame 1", "C>S eof-in-frame 1", "S>C eof-in-frame 2", "C>S eof-in-frame 2"])
        {
            yield return plan.Under(fault);
        }

        foreach (var at in plan.OfEachConnection())
        {
            foreach (var spec in OfBytes(at))
            {
                yield return spec;
            }
        }
    }

    public override IEnumerable<SessionSpec> OverSockets(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        string[] faults = plan.IsDatagram ? ["C>S overwrite @0 ffffffffffffffff"] : [.. DirectionText.Both.SelectMany(direction => InTheMiddle(plan, direction))];
        return plan.WorthTheirTime(faults).Select(plan.Under);
    }

    static string[] InTheMiddle(SessionPlan plan, Direction direction)
    {
        var (d, middle) = (DirectionText.Format(direction), (plan.Record(direction)?.WrittenCount ?? 0) / 2);
        return [$"{d} reset @{middle}", $"{d} truncate @{middle}"];
    }

    /// <summary>What may be done to the bytes of a plan's connection.</summary>
    static IEnumerable<SessionSpec> OfBytes(SessionPlan plan)
    {
        foreach (var direction in DirectionText.Both)
        {
            var d = plan.Written(direction);
            var length = plan.Record(direction)?.WrittenCount ?? 0;
            foreach (var cut in Cuts)
            {
                foreach (var position in plan.Positions(direction, 0, 24))
                {
                    yield return plan.Under($"{d} {cut} @{position}");
                }
            }

            foreach (var position in plan.Positions(direction, 0, 96))
            {
                var bit = (int)(plan.Seed.Derive($"bit/{d}/{position}").Value % 8);
                yield return plan.Under($"{d} flip @{position} {bit}");
                yield return plan.Under($"{d} overwrite @{position} {Junk[(int)(plan.Seed.Derive($"junk/{d}/{position}").Value % (ulong)Junk.Length)]}");
            }

            foreach (var position in plan.Positions(direction, 0, 16))
            {
                yield return plan.Under($"{d} overwrite @{position} ffffffffffffffff");
                yield return plan.Under($"{d} drop @{position} {Math.Max(1, Math.Min(3, length - position))}");
                yield return plan.Under($"{d} duplicate @{position} {Math.Max(1, Math.Min(4, length - position))}");
                yield return plan.Under($"{d} insert @{position} {Junk[(int)(position % Junk.Length)]}");
            }

            foreach (var lies in (IEnumerable<string>[])
            [
                LengthLies.Of(plan, direction), MeasuredContents.Of(plan, direction), OneOff.Of(plan, direction), SyntaxLies.Of(plan, direction), FrameLies.Of(plan, direction),
                Floods.Of(plan, direction), Gatherings.Of(plan, direction), Fragments.Of(plan, direction), Pointers.Of(plan, direction),
            ])
            {
                foreach (var lie in plan.Connection == 1 ? lies : lies.Take(plan.Count(LiesToOthers)))
                {
                    yield return plan.Under($"{d} {lie}");
                }
            }

            for (var n = 1; n <= plan.Count(6); n++)
            {
                yield return plan.Under($"{d} read-error {n}");
                yield return plan.Under($"{d} write-error {n}");
            }
        }
    }

    static IEnumerable<SessionSpec> OfDatagrams(SessionPlan plan)
    {
        yield return plan.Under("refuse");
        yield return plan.Under("accept-close");
        foreach (var at in plan.OfEachConnection())
        {
            foreach (var spec in OfEachDatagram(at))
            {
                yield return spec;
            }
        }
    }

    /// <summary>What may be done to the datagrams of a plan's connection.</summary>
    static IEnumerable<SessionSpec> OfEachDatagram(SessionPlan plan)
    {
        foreach (var direction in DirectionText.Both)
        {
            var d = plan.Written(direction);
            foreach (var position in plan.Positions(direction, 0, 96))
            {
                yield return plan.Under($"{d} flip @{position} {plan.Seed.Derive($"bit/{d}/{position}").Value % 8}");
                yield return plan.Under($"{d} overwrite @{position} {Junk[(int)(plan.Seed.Derive($"junk/{d}/{position}").Value % (ulong)Junk.Length)]}");
            }

            for (var n = 1; n <= plan.Count(8); n++)
            {
                yield return plan.Under($"{d} read-error {n}");
                yield return plan.Under($"{d} write-error {n}");
                yield return plan.Under($"{d} lose-from {n}");
            }

            foreach (var lie in Pointers.Of(plan, direction).Concat(ShortDatagrams.Of(plan, direction)))
            {
                yield return plan.Under($"{d} {lie}");
            }
        }
    }

    /// <summary>Without a fault it would say what the law about completing says.</summary>
    public override SessionSpec? Fit(SessionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Faults.Any(rule => !rule.Fault.Kind.IsBenign) ? spec : null;
    }

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var told = result.Spec.Faults.All(rule => rule.Fault.Kind.TellsPeers || rule.Fault.Kind.IsBenign);
        return Clean.Failed(result) is { } failed ? Judgement.Fail(failed)
            : Clean.Memory(result) is { } memory ? Judgement.Fail(memory)
            : HeldMemory.IsFlooded(result.Spec) ? (Clean.Held(result) is { } held ? Judgement.Fail(held) : Judgement.Pass)
            : told && Clean.Deadlock(result) is { } deadlock ? Judgement.Fail(deadlock)
            : !told && result.End == Simulation.SimulationEnd.StepLimit ? Judgement.Fail(Clean.Deadlock(result)!)
            : Clean.HeldOn(result) is { } heldOn ? Judgement.Fail(heldOn)
            : !Clean.IsCorrupting(result.Spec) && Clean.Prefix(result) is { } prefix ? Judgement.Fail(prefix)
            : Judgement.Pass;
    }
}
