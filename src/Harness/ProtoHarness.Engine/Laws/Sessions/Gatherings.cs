using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// Messages of lines that never end: a line in the midst of one, or two, such as a chunk behind its length, come again and again, the same and under a name of their own each
/// time. Each by itself is right, and short; who gathers them until the message is whole needs a limit of how many.
/// </summary>
static class Gatherings
{
    /// <summary>Lines of a message that are repeated.</summary>
    const int Lines = 6;

    /// <summary>Bytes of what is repeated at most.</summary>
    const int Longest = 256;

    /// <summary>The faults that make a message of one direction endless.</summary>
    /// <param name="plan">The conversation.</param>
    /// <param name="direction">Who gathers nothing, and sends.</param>
    /// <returns>Faults, as they are written; none where the direction does not start as text.</returns>
    public static IEnumerable<string> Of(SessionPlan plan, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var bytes = plan.Record(direction)?.Written ?? default;
        if (plan.Conversation.EndsByClose || !SyntaxLies.IsText(bytes.Span))
        {
            yield break;
        }

        // Neither the line that begins the message nor the one that ends it: those would make messages, of which any number is right.
        var lines = Longer(bytes, plan.Starts(direction));
        for (var i = 0; i < Math.Min(lines.Count - 2, plan.Count(Lines)); i++)
        {
            for (var many = 1; many <= 2 && i + many < lines.Count - 1; many++)
            {
                var (start, count) = (lines[i], lines[i + many] - lines[i]);
                if (count <= Longest)
                {
                    yield return $"flood @{start} {count}";
                    if (many == 1 && char.IsAsciiLetter((char)bytes.Span[start]))
                    {
                        yield return $"flood @{start} {count} @{start + 1}";
                    }
                }
            }
        }
    }

    /// <summary>Where the lines of the message with the most of them start, but for its first; and where it ends.</summary>
    static List<int> Longer(ReadOnlyMemory<byte> bytes, IReadOnlyList<long> starts)
    {
        var most = new List<int>();
        for (var i = 0; i < starts.Count; i++)
        {
            var lines = new List<int>();
            var end = i + 1 < starts.Count ? (int)starts[i + 1] : bytes.Length;
            for (var at = (int)starts[i]; at < end; at++)
            {
                if (bytes.Span[at] == (byte)'\n')
                {
                    lines.Add(at + 1);
                }
            }

            most = lines.Count > most.Count ? lines : most;
        }

        return most;
    }
}
