using System.Globalization;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Checks;

/// <summary>
/// The numbers of a conversation where they are largest. Many messages and long ones together fill the buffers between two peers that one of both does not, and
/// peers that both write before they read then wait for each other; the largest size that may be set is where a limit is off by one.
/// </summary>
static class LargestValues
{
    /// <summary>The largest size, in bytes, that is tried because it may be set, though no sample names it: what a length of two bytes says, and one more.</summary>
    const long MostUnasked = 64 * 1024;

    /// <summary>More than a byte counts: what is numbered must not come to a number that was there before, or to none.</summary>
    const int MoreThanAByte = 300;

    /// <summary>The values that are tried.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="values">What is set already.</param>
    /// <returns>All numbers at their largest samples, with each sample of every parameter that is none; then each size at the largest that may be set, and each other number at more than a byte counts if it may be set, with the other numbers small.</returns>
    public static IEnumerable<ParameterValues> Of(Conversation conversation, ParameterValues values)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(values);
        var numbers = conversation.Parameters.Where(parameter => parameter is Parameter<int> or Parameter<long>).ToList();
        var raised = numbers.Where(number => Ordered(number)[^1] != number.DefaultText).ToList();
        if (raised.Count > 1)
        {
            var largest = raised.Aggregate(values, (set, number) => set.With(number, Ordered(number)[^1]));
            yield return largest;
            foreach (var parameter in conversation.Parameters.Except(numbers))
            {
                foreach (var sample in parameter.Samples.Where(sample => sample != parameter.DefaultText))
                {
                    yield return largest.With(parameter, sample);
                }
            }
        }

        foreach (var number in numbers.OfType<Parameter<long>>())
        {
            if (number.LargestText is { } most && Value(number, most) <= MostUnasked && !Ordered(number).Contains(most))
            {
                yield return numbers.Except([number]).Aggregate(values, (set, other) => set.With(other, Ordered(other)[0])).With(number, most);
            }
        }

        foreach (var many in Counted(numbers, values))
        {
            yield return many;
        }
    }

    /// <summary>The numbers that may be 300 and are less in all samples, with the others small.</summary>
    static IEnumerable<ParameterValues> Counted(List<Parameter> numbers, ParameterValues values)
    {
        foreach (var number in numbers.OfType<Parameter<int>>())
        {
            if (number.LargestText is { } most && Value(number, most) >= MoreThanAByte && Value(number, Ordered(number)[^1]) < MoreThanAByte)
            {
                yield return numbers.Except([number]).Aggregate(values, (set, other) => set.With(other, Ordered(other)[0])).With(number, MoreThanAByte.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>The default and the samples, the smallest first.</summary>
    static List<string> Ordered(Parameter number) => [.. number.Samples.Append(number.DefaultText).OrderBy(text => Value(number, text))];

    static long Value(Parameter number, string text) =>
        number.TryParse(text, out var value, out _) ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : throw new FormatException($"{text} is no value of {number.Name}");
}
