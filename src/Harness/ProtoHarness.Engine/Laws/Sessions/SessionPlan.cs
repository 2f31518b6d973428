using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Laws;

/// <summary>One conversation with given values, and what a run of it without faults has shown.</summary>
/// <param name="Baseline">The session without faults, in memory, first come first served, with its bytes.</param>
/// <param name="Seed">Where the plan's own randomness comes from.</param>
/// <param name="Effort">How many cases, as a factor on the usual number.</param>
public sealed record SessionPlan(SessionResult Baseline, Seed Seed, double Effort)
{
    /// <summary>Steps of the scheduler that a conversation may take and still be tried in the usual number of cases.</summary>
    const double UsualCost = 120;

    /// <summary>Bytes that cost about as much to carry as one step of the scheduler.</summary>
    const double BytesPerStep = 200;

    /// <summary>Cases that a law is tried with at least, as far as the effort goes: a bulky conversation is tried less often, never not at all.</summary>
    const int FewestCases = 8;

    /// <summary>Bytes from the start of a frame within which most headers end.</summary>
    const int AboutHeader = 12;

    /// <summary>Pieces that the bytes of a direction are cut into at most: a bulky conversation is cut into larger ones.</summary>
    const int MostPieces = 8 * 1024;

    /// <summary>The part of the usual effort that a connection behind the first is worth: it mostly speaks as the first does.</summary>
    const double EffortOfOthers = 0.25;

    readonly Dictionary<(int Connection, Direction Direction), IReadOnlyList<long>> _starts = [];

    /// <summary>Whether it is the plugin's first conversation with its usual values: what costs real time is tried with that alone.</summary>
    public bool IsFirst { get; init; } = true;

    /// <summary>Whether its values are several samples at once: it only has to complete; each of them is seen under faults by itself.</summary>
    public bool IsCombined { get; init; }

    /// <summary>The connection whose bytes it is about, from 1 in the order of opening.</summary>
    public int Connection { get; init; } = 1;

    /// <summary>The session without faults.</summary>
    public SessionSpec Spec => Baseline.Spec with { KeepBytes = false, KeepTrace = false };

    /// <summary>Whether its connections carry datagrams.</summary>
    public bool IsDatagram => Spec.Plugin.Kind == ConnectionKind.Datagram;

    /// <summary>The sockets that carry what its connections carry.</summary>
    public TransportKind Sockets => TransportKinds.Sockets(Spec.Plugin.Kind);

    /// <summary>The conversation.</summary>
    public Conversation Conversation => Spec.Conversation;

    /// <summary>The connections that one client opens without faults.</summary>
    public int Connections => Baseline.Directions.Select(record => record.Connection).DefaultIfEmpty(1).Max();

    /// <summary>
    /// Itself, and where a client opens more connections than one, plans for the second and the last of them: a fault on all of them at once ends most conversations before the
    /// second is opened, and changes what the second asks for as it changed what the first left behind.
    /// </summary>
    /// <returns>The plans, each for one connection.</returns>
    public IEnumerable<SessionPlan> OfEachConnection() =>
        [this, .. new[] { 2, Connections }.Where(number => number <= Connections && number > 1).Distinct().Select(number => this with { Connection = number, Effort = Effort * EffortOfOthers })];

    /// <summary>A direction, as it is written in a rule about this plan's connection; of the first, about all.</summary>
    /// <param name="direction">The direction.</param>
    /// <returns>Such as <c>C&gt;S</c> or <c>S&gt;C#2</c>.</returns>
    public string Written(Direction direction) => Connection == 1 ? DirectionText.Format(direction) : $"{DirectionText.Format(direction)}#{Connection}";

    /// <summary>The bytes that crossed a direction of the plan's connection without faults.</summary>
    /// <param name="direction">The direction.</param>
    /// <returns>The record, or null when there was no connection.</returns>
    public DirectionRecord? Record(Direction direction) => Baseline.Directions.FirstOrDefault(d => d.Connection == Connection && d.Direction == direction);

    /// <summary>The most bytes that cross a direction of the plan's connection without faults.</summary>
    public long MostBytes => DirectionText.Both.Max(direction => Record(direction)?.WrittenCount ?? 0);

    /// <summary>
    /// What one session without faults costs, in steps of the scheduler. It is counted, not timed, so that the same plugin and seed are tried with the same cases
    /// on every machine.
    /// </summary>
    public double Cost => Baseline.Steps + (Baseline.Directions.Sum(record => record.WrittenCount) / BytesPerStep);

    /// <summary>A number of cases, scaled by the effort, and down where one case costs more than usual.</summary>
    /// <param name="usual">The usual number.</param>
    /// <returns>At least 1.</returns>
    public int Count(int usual)
    {
        var affordable = Math.Max(usual * Math.Min(1, UsualCost / Math.Max(1, Cost)), Math.Min(usual, FewestCases));
        return Math.Max(1, (int)(affordable * Effort));
    }

    /// <summary>
    /// What is worth its time over sockets, where time is not skipped: all of it with the usual values; with others as much as the effort goes, not the same each time;
    /// with several at once, which are the dearest, the first of it.
    /// </summary>
    /// <typeparam name="T">Sessions, or what they are made of.</typeparam>
    /// <param name="all">All of it, most telling first.</param>
    /// <returns>At least one.</returns>
    public IEnumerable<T> WorthTheirTime<T>(IReadOnlyList<T> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        var count = (int)Math.Ceiling(all.Count * Math.Min(1, Effort));
        var first = count == all.Count || IsCombined ? 0 : (int)(Seed.Derive("over sockets").Value % (ulong)all.Count);
        return Enumerable.Range(first, count).Select(i => all[i % all.Count]);
    }

    /// <summary>The size of the pieces that a direction's bytes are cut into; odd when enlarged, so that cuts fall on every place of an aligned record.</summary>
    /// <param name="usual">The usual size, in bytes.</param>
    /// <returns>The usual size, or what keeps the pieces of a direction to <see cref="MostPieces"/>.</returns>
    public long Piece(int usual) => MostBytes <= (long)usual * MostPieces ? usual : (MostBytes / MostPieces) | 1;

    /// <summary>Positions in a direction's stream: all of them, or a choice when there are too many.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="first">The first position of interest.</param>
    /// <param name="usual">How many are taken at most, before scaling.</param>
    /// <returns>Positions in ascending order, without the stream's end.</returns>
    public IEnumerable<long> Positions(Direction direction, long first, int usual)
    {
        var length = Record(direction)?.WrittenCount ?? 0;
        var count = Count(usual);
        if (length - first <= count)
        {
            for (var position = first; position < length; position++)
            {
                yield return position;
            }

            yield break;
        }

        // Every byte of the beginning, where headers are; then bytes about the starts of later frames, where headers are too; then seeded positions over the rest.
        var chosen = new SortedSet<long>();
        for (var position = first; chosen.Count < count / 2; position++)
        {
            chosen.Add(position);
        }

        var random = Seed.Derive($"positions/{direction}").NewRandom();
        var starts = Starts(direction);
        for (var i = 0; i < count / 4 && starts.Count > 0; i++)
        {
            chosen.Add(Math.Clamp(starts[random.Next(starts.Count)] + random.Next(-1, AboutHeader), first, length - 1));
        }

        while (chosen.Count < count)
        {
            chosen.Add(random.NextInt64(first, length));
        }

        foreach (var position in chosen)
        {
            yield return position;
        }
    }

    /// <summary>The session with faults.</summary>
    /// <param name="rules">The faults, as they are written.</param>
    /// <returns>The specification.</returns>
    public SessionSpec Under(string rules) => Spec with { Faults = FaultRule.Parse(rules) };

    /// <summary>Where frames start, or else writes, in a direction without faults.</summary>
    /// <param name="direction">The direction.</param>
    /// <returns>Positions in ascending order.</returns>
    public IReadOnlyList<long> Starts(Direction direction)
    {
        if (!_starts.TryGetValue((Connection, direction), out var starts))
        {
            var record = Record(direction);
            var wire = Spec.Plugin.Wire?.Invoke(Spec.Values);
            var codec = wire?.Codec(direction);
            starts = record is null ? [] : codec is null ? record.Messages : [.. WireMap.Frames(codec, record.Written).Select(frame => frame.Start)];
            _starts[(Connection, direction)] = starts;
        }

        return starts;
    }
}
