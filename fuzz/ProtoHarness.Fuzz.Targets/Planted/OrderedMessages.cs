using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>A table-driven session whose bug needs nine messages in one order: its edges are the same in every state.</summary>
public static class OrderedMessages
{
    static ReadOnlySpan<byte> Order => [4, 1, 7, 2, 2, 6, 0, 5, 3];

    /// <summary>Messages are a kind, a length and a body; the session tells its state to the fuzzer.</summary>
    [FuzzTarget(Name = "planted/ordered-messages", IsCanary = true)]
    public static void Run(ReadOnlySpan<byte> input)
    {
        var state = 0;
        while (input.Length >= 2)
        {
            var kind = input[0] & 7;
            var length = Math.Min(input[1] & 15, input.Length - 2);
            var before = state;
            state = Next(state, kind);
            FuzzFeedback.Transition(before, kind, state);
            if (state == Order.Length)
            {
                throw new PlantedBugException("nine messages in order");
            }

            input = input[(2 + length)..];
        }
    }

    // The table has one column for each kind of message, filled without a branch.
    static int Next(int state, int kind)
    {
        Span<int> row = stackalloc int[8];
        row.Clear();
        row[Order[state]] = state + 1;
        return row[kind];
    }
}
