using System.Globalization;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Faults;

/// <summary>The words after a fault's name, taken one by one. A word that does not fit is a <see cref="FormatException"/> that says what is expected.</summary>
/// <param name="kind">The fault's name, for errors.</param>
/// <param name="words">The words.</param>
public sealed class FaultArguments(string kind, IReadOnlyList<string> words)
{
    /// <summary>The longest time that a fault waits: over sockets it waits with the machine's timers, which take 2^32 - 2 milliseconds.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1193);

    /// <summary>The furthest that a date is moved: a century of 365 days a year, so that it stays a date.</summary>
    public static readonly TimeSpan LongestJump = TimeSpan.FromDays(36_500);

    int _next;

    /// <summary>A size or number of bytes, at least 1.</summary>
    /// <param name="name">What it is, for errors.</param>
    /// <returns>Bytes.</returns>
    public int Size(string name) =>
        Quantity.TryParseSize(Next(name), out var size) && size is > 0 and <= int.MaxValue ? (int)size : throw Wrong(name, "a size such as 1 or 4KiB, at least 1");

    /// <summary>A position in the direction's stream, written <c>@N</c>.</summary>
    /// <param name="name">What it is, for errors.</param>
    /// <returns>The byte, from 0.</returns>
    public long Position(string name)
    {
        var word = Next(name);
        return Quantity.TryParseSize(word.StartsWith('@') ? word[1..] : word, out var position) ? position : throw Wrong(name, "a position such as @4096");
    }

    /// <summary>A whole number, at least 1.</summary>
    /// <param name="name">What it is, for errors.</param>
    /// <returns>The number.</returns>
    public int Count(string name) =>
        int.TryParse(Next(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : throw Wrong(name, "a whole number from 1");

    /// <summary>A whole number in bounds.</summary>
    /// <param name="name">What it is, for errors.</param>
    /// <param name="min">The smallest.</param>
    /// <param name="max">The largest.</param>
    /// <returns>The number.</returns>
    public int Number(string name, int min, int max) =>
        int.TryParse(Next(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value : throw Wrong(name, $"a whole number from {min} to {max}");

    /// <summary>A span of time that somebody waits for, from nothing to <see cref="LongestWait"/>.</summary>
    /// <param name="name">What it is, for errors.</param>
    /// <returns>The span.</returns>
    public TimeSpan Wait(string name) =>
        Quantity.TryParseDuration(Next(name), out var duration) && duration <= LongestWait ? duration : throw Wrong(name, $"a span of time such as 5ms, up to {LongestWait.TotalHours:0}h");

    /// <summary>A span of time by which a date moves, of at most <see cref="LongestJump"/>.</summary>
    /// <param name="name">What it is, for errors.</param>
    /// <returns>The span; negative when written with a minus sign.</returns>
    public TimeSpan Jump(string name)
    {
        var word = Next(name);
        var negative = word.StartsWith('-');
        return Quantity.TryParseDuration(negative ? word[1..] : word, out var duration) && duration <= LongestJump
            ? negative ? -duration : duration
            : throw Wrong(name, $"a span of time such as 5ms or -1h, up to {LongestJump.TotalHours:0}h");
    }

    /// <summary>Bytes in hexadecimal.</summary>
    /// <param name="name">What it is, for errors.</param>
    /// <returns>At least one byte.</returns>
    public byte[] Hex(string name)
    {
        var word = Next(name);
        try
        {
            var bytes = Convert.FromHexString(word);
            return bytes.Length > 0 ? bytes : throw Wrong(name, "bytes such as ff00");
        }
        catch (FormatException)
        {
            throw Wrong(name, "bytes such as ff00");
        }
    }

    /// <summary>Whether there is another word.</summary>
    public bool HasMore => _next < words.Count;

    /// <summary>Verifies that every word was taken.</summary>
    public void End()
    {
        if (HasMore)
        {
            throw new FormatException($"'{words[_next]}' is one word too many after '{kind}'");
        }
    }

    string Next(string name) =>
        HasMore ? words[_next++] : throw new FormatException($"'{kind}' wants {name}");

    FormatException Wrong(string name, string expected) => new($"'{words[_next - 1]}' is no {(name.StartsWith("a ", StringComparison.Ordinal) ? name[2..] : name)} for '{kind}': write {expected}");
}
