using System.Globalization;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Scheduling decisions as they are written: numbers, with <c>0*17</c> for seventeen times 0.</summary>
public static class ScheduleText
{
    /// <summary>The most decisions of one schedule.</summary>
    public const int MaxDecisions = 10_000_000;

    /// <summary>Writes decisions. Zeros at the end are left out: what a schedule does not say is 0.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <returns>Words.</returns>
    public static IReadOnlyList<string> Write(IReadOnlyList<int> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var words = new List<string>();
        var count = decisions.Count;
        while (count > 0 && decisions[count - 1] == 0)
        {
            count--;
        }

        for (var i = 0; i < count;)
        {
            var end = i + 1;
            while (end < count && decisions[end] == decisions[i])
            {
                end++;
            }

            words.Add(end - i == 1 ? decisions[i].ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{decisions[i]}*{end - i}"));
            i = end;
        }

        return words;
    }

    /// <summary>Reads one word.</summary>
    /// <param name="word">A number, or <c>number*times</c>.</param>
    /// <param name="decisions">Takes the decisions.</param>
    /// <returns>Whether it is one, and the schedule is not longer than <see cref="MaxDecisions"/>.</returns>
    public static bool TryRead(string word, List<int> decisions)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(decisions);
        var star = word.IndexOf('*', StringComparison.Ordinal);
        var times = 1;
        if (!int.TryParse(star < 0 ? word : word.AsSpan(0, star), NumberStyles.None, CultureInfo.InvariantCulture, out var decision)
            || (star >= 0 && !int.TryParse(word.AsSpan(star + 1), NumberStyles.None, CultureInfo.InvariantCulture, out times))
            || times < 1 || times > MaxDecisions - decisions.Count)
        {
            return false;
        }

        decisions.AddRange(Enumerable.Repeat(decision, times));
        return true;
    }
}
