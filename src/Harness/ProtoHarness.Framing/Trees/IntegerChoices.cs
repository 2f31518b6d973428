namespace ProtoHarness.Framing;

/// <summary>The values of an integer that are worth a try, as its limits, names and dependents allow.</summary>
static class IntegerChoices
{
    /// <summary>Whether a reader accepts the number in the field.</summary>
    internal static bool IsValid(FieldSchema field, Int128 number) =>
        number >= field.MinValue && number <= field.MaxValue
            && (!field.IsClosed || FieldBits.NameOf(field, FieldBits.Of(field, number)) is not null);

    /// <summary>The valid boundary values, the simplest first: names, limits, powers of two, what conditions look at.</summary>
    internal static List<Int128> Boundaries(FrameSchema frame, FieldSchema field)
    {
        var choices = new List<Int128>();
        void Offer(Int128 number)
        {
            if (IsValid(field, number) && !choices.Contains(number))
            {
                choices.Add(number);
            }
        }

        foreach (var named in field.Names)
        {
            Offer(FieldBits.Number(field, FieldBits.Normalize(field, named.Value)));
        }

        Offer(0);
        Offer(1);
        Offer(field.MinValue);
        Offer(field.MinValue + 1);
        foreach (var dependent in frame.Fields)
        {
            if (dependent.Condition is { } condition && condition.Field == field.Name)
            {
                foreach (var bits in Deciding(condition))
                {
                    Offer(FieldBits.Number(field, FieldBits.Normalize(field, bits)));
                }
            }
        }

        for (var shift = 7; shift < 64; shift += shift % 8 == 7 ? 1 : 7)
        {
            Offer(Int128.One << shift);
            Offer((Int128.One << shift) - 1);
            Offer(-(Int128.One << shift));
        }

        Offer(-1);
        Offer(field.MaxValue - 1);
        Offer(field.MaxValue);
        return choices;
    }

    /// <summary>Values on both sides of a condition.</summary>
    static IEnumerable<ulong> Deciding(FieldCondition condition)
    {
        if (condition.Equal is { } equal)
        {
            yield return equal;
            yield return equal ^ (condition.Mask & (0 - condition.Mask));
            yield break;
        }

        yield return condition.Mask;
        yield return condition.Mask & (0 - condition.Mask);
        yield return ~condition.Mask;
    }
}
