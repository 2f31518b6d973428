using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Findings;

/// <summary>Faults that are smaller than a given one: on one direction, on one connection, at an earlier byte, with smaller numbers, with fewer words.</summary>
static class SmallerFault
{
    /// <summary>Whether a fault makes a session slow by the amount of bytes: then smaller pieces, or fewer bytes a second, may be more than a peer's patience stands.</summary>
    public static bool IsSlow(FaultRule rule) => rule.Fault.Kind.Name is "bandwidth" or "slow-reader" or "slow-writer";

    public static IEnumerable<FaultRule> Of(FaultRule rule, bool isSlow)
    {
        if (rule.Direction is null && rule.Fault.Kind.Scope is FaultScope.Bytes or FaultScope.Datagrams)
        {
            foreach (var direction in DirectionText.Both)
            {
                yield return rule with { Direction = direction };
            }
        }

        var words = rule.Fault.Text.Split(' ');
        for (var i = words.Length - 1; i > 0; i--)
        {
            if (isSlow && rule.Fault.Kind.IsBenign && !words[i].StartsWith('@') && !Abstractions.Quantity.TryParseDuration(words[i], out _))
            {
                continue;
            }

            foreach (var word in Words(words[i]).Append(""))
            {
                if (Parse(words, i, word) is { } fault)
                {
                    yield return rule with { Fault = fault };
                }
            }
        }
    }

    static IEnumerable<string> Words(string word)
    {
        if (word.StartsWith('@'))
        {
            return Smaller.Texts(word[1..]).Select(text => "@" + text);
        }

        // Bytes can look like numbers; what is shorter is smaller, and the fault's own grammar says what fits.
        var numbers = Smaller.Texts(word.TrimStart('-')).Select(text => word.StartsWith('-') ? "-" + text : text);
        return word.Length > 2 && word.Length % 2 == 0 && word.All(char.IsAsciiHexDigit) ? [word[..2], word[..(word.Length / 4 * 2)], .. numbers.Where(n => n.Length < word.Length)] : numbers;
    }

    static FaultSpec? Parse(string[] words, int index, string word)
    {
        try
        {
            return FaultSpec.Parse(string.Join(' ', words.Select((w, i) => i == index ? word : w)));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
