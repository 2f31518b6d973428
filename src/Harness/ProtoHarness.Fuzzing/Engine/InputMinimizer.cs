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
        var best = input;

        bool Accept(byte[] candidate)
        {
            if (left-- <= 0 || !holds(candidate))
            {
                return false;
            }

            best = candidate;
            return true;
        }

        bool changed;
        do
        {
            changed = false;
            for (var block = Math.Max(1, best.Length / 2); block >= 1 && left > 0; block /= 2)
            {
                for (var at = 0; at + block <= best.Length && left > 0;)
                {
                    if (Accept([.. best[..at], .. best[(at + block)..]]))
                    {
                        changed = true;
                    }
                    else
                    {
                        at += block;
                    }
                }
            }
        }
        while (changed && left > 0);

        for (var at = 0; at < best.Length && left > 0; at++)
        {
            if (best[at] != 0)
            {
                var simpler = (byte[])best.Clone();
                simpler[at] = 0;
                Accept(simpler);
            }
        }

        return best;
    }
}
