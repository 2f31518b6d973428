namespace ProtoHarness.Fuzzing.Engine;

/// <summary>Makes an input smaller and simpler while a condition holds.</summary>
public static class InputMinimizer
{
    /// <summary>Makes an input smaller.</summary>
    /// <param name="input">The input; the condition holds for it.</param>
    /// <param name="holds">The condition.</param>
    /// <param name="maxTries">How often the condition may be asked.</param>
    /// <returns>The smallest input found.</returns>
    public static byte[] Minimize(byte[] input, Func<byte[], bool> holds, int maxTries)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(holds);
        var left = maxTries;
        bool Holds(byte[] candidate) => left-- > 0 && holds(candidate);

        var (best, before) = (input, -1);
        while (best.Length != before && left > 0)
        {
            before = best.Length;
            best = Shorten(best, Holds, 1);
        }

        for (var at = 0; at < best.Length && left > 0; at++)
        {
            if (best[at] != 0)
            {
                var simpler = (byte[])best.Clone();
                simpler[at] = 0;
                best = Holds(simpler) ? simpler : best;
            }
        }

        return best;
    }

    /// <summary>Takes blocks out of an input, halves first, then smaller ones, each place once.</summary>
    /// <param name="input">The input; the condition holds for it.</param>
    /// <param name="holds">The condition.</param>
    /// <param name="smallest">The smallest block, in bytes.</param>
    /// <returns>The shortest input found.</returns>
    public static byte[] Shorten(byte[] input, Func<byte[], bool> holds, int smallest)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(holds);
        var best = input;
        for (var block = Math.Max(1, best.Length / 2); block >= smallest; block /= 2)
        {
            for (var at = 0; at + block <= best.Length;)
            {
                byte[] shorter = [.. best[..at], .. best[(at + block)..]];
                if (holds(shorter))
                {
                    best = shorter;
                }
                else
                {
                    at += block;
                }
            }
        }

        return best;
    }
}
