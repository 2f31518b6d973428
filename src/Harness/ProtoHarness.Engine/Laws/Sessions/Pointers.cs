using System.Globalization;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// Names that are compressed, and other chains, are followed from place to place in a message: one place says that it goes on where it is, so that a reader that does not
/// count its jumps never ends.
/// </summary>
static class Pointers
{
    /// <summary>The bits that say that what follows is a place, as in DNS (RFC 1035, section 4.1.4).</summary>
    const int Mark = 0xc000;

    /// <summary>The places that a pointer can say.</summary>
    const int Reach = 0x3fff;

    /// <summary>Bytes of a message in which such a chain is looked for.</summary>
    const int Looked = 48;

    /// <summary>Bytes that stand before a message in a stream, and that its places do not count: none, or its length.</summary>
    static readonly int[] Before = [0, sizeof(ushort)];

    /// <summary>The faults that make one direction's messages point to themselves.</summary>
    /// <param name="plan">The conversation.</param>
    /// <param name="direction">Whose messages.</param>
    /// <returns>Faults, as they are written.</returns>
    public static IEnumerable<string> Of(SessionPlan plan, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.IsDatagram ? Everywhere(plan, direction) : InTheFirst(plan, direction);
    }

    static IEnumerable<string> Everywhere(SessionPlan plan, Direction direction) =>
        from position in plan.Positions(direction, 0, 2 * Looked)
        let start = plan.Starts(direction).LastOrDefault(start => start <= position)
        select Pointer(position, position - start);

    static IEnumerable<string> InTheFirst(SessionPlan plan, Direction direction)
    {
        var bytes = plan.Record(direction)?.Written ?? default;
        if (SyntaxLies.IsText(bytes.Span))
        {
            yield break;
        }

        var start = plan.Starts(direction).FirstOrDefault();
        foreach (var before in Before)
        {
            for (var place = 0; place < plan.Count(Looked) && start + before + place + 1 < bytes.Length; place++)
            {
                yield return Pointer(start + before + place, place);
            }
        }
    }

    static string Pointer(long position, long place) => $"overwrite @{position} {((int)(Mark | (place & Reach))).ToString("x4", CultureInfo.InvariantCulture)}";
}
