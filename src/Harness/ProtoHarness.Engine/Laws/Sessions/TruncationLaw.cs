using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>Truncation is never taken for a normal end.</summary>
sealed class TruncationLaw : SessionLaw
{
    public override Law Law { get; } = new(
        "session/truncation", "truncation is never taken for a normal end",
        "A connection that ends in the middle of a message is an error; code that returns what it has delivers half a file and calls it whole.");

    public override bool AppliesTo(ConnectionKind kind) => kind == ConnectionKind.Stream;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var at in plan.OfEachConnection())
        {
            foreach (var direction in DirectionText.Both)
            {
                foreach (var position in at.Positions(direction, 0, 256))
                {
                    yield return plan.Under($"{at.Written(direction)} truncate @{position}") with { KeepBytes = true };
                    yield return plan.Under($"{at.Written(direction)} half-close @{position}") with { KeepBytes = true };
                }
            }
        }
    }

    public override IEnumerable<SessionSpec> OverSockets(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.WorthTheirTime(DirectionText.Both).Select(direction =>
            plan.Under($"{DirectionText.Format(direction)} truncate @{Math.Max(1, (plan.Record(direction)?.WrittenCount ?? 0) - 1)}") with { KeepBytes = true });
    }

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Flows.FirstOrDefault(flow => flow.Kind is FlowProblemKind.EndedShort or FlowProblemKind.Incomplete) is { } flow)
        {
            return result.Spec.Conversation.EndsByClose
                ? new Judgement(Verdict.NonStrict, $"{flow.Message}; the protocol ends by close, so this is known")
                : Judgement.Fail(flow.Message);
        }

        var wire = result.Spec.Plugin.Wire?.Invoke(result.Spec.Values);
        foreach (var record in result.Directions)
        {
            var codec = wire?.Codec(record.Direction);
            if (codec is null && record.Direction == Direction.ToServer && InsideAWrite(record, result) is { } inside)
            {
                return new Judgement(Verdict.NonStrict, inside);
            }

            if (codec is null || !record.SawEnd || record.Delivered.Length != record.DeliveredCount || !codec.Schema.IsSelfDelimiting)
            {
                continue;
            }

            var unfinished = WireMap.Unfinished(codec, record.Delivered);
            var reader = $"{(record.Direction == Direction.ToServer ? 'S' : 'C')}{record.Connection}";
            if (unfinished > 0 && result.Roles.Any(role => role.Name == reader && role.Outcome == RoleOutcome.Completed))
            {
                var message = $"{reader} read the end of the stream after {unfinished} bytes of a {codec.Schema.Name} and completed as if nothing was missing";

                // A client that has verified all it came for may leave; a server cannot know that nothing was to follow.
                return record.Direction == Direction.ToServer ? Judgement.Fail(message) : new Judgement(Verdict.NonStrict, message);
            }
        }

        return Judgement.Pass;
    }

    /// <summary>Lines of text that were written at once may each be a message.</summary>
    static bool EndsALine(DirectionRecord record) =>
        SyntaxLies.IsText(record.Written.Span) && record.DeliveredCount > 0 && record.DeliveredCount <= record.Written.Length && record.Written.Span[(int)record.DeliveredCount - 1] == (byte)'\n';

    /// <summary>
    /// A server that nobody knows the frames of, and that has taken a part of what its client wrote at once for all that was to come. It may be right: only frames say where a
    /// message ends.
    /// </summary>
    static string? InsideAWrite(DirectionRecord record, SessionResult result)
    {
        var start = record.Messages.LastOrDefault(message => message < record.DeliveredCount, -1);
        var inside = start >= 0 && record.DeliveredCount < record.WrittenCount && !record.Messages.Contains(record.DeliveredCount) && !EndsALine(record);
        var reader = $"S{record.Connection}";
        return inside && record.SawEnd && !result.Spec.Conversation.EndsByClose && result.Roles.Any(role => role.Name == reader && role.Outcome == RoleOutcome.Completed)
            ? $"{reader} read the end of the stream {record.DeliveredCount - start} bytes into what C{record.Connection} wrote at once, and completed as if nothing was missing "
                + "(declare Wire, so that it is known where messages end, or EndsByClose, if only the end of the stream says that all has come)"
            : null;
    }
}
