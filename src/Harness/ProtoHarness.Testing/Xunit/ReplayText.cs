using System.Globalization;
using FsCheck;
using Microsoft.FSharp.Core;

namespace ProtoHarness.Testing.Xunit;

/// <summary>Reads the text with which a run or one step of it is repeated.</summary>
static class ReplayText
{
    /// <summary>Parses <c>(seed,gamma)</c> or <c>(seed,gamma,size)</c>.</summary>
    /// <exception cref="FormatException">The text is of no such form, or gamma is even.</exception>
    internal static Replay Parse(string text)
    {
        var parts = text.Trim().Trim('(', ')').Split(',');
        if (parts.Length is < 2 or > 3)
            throw Malformed(text, $"it has {parts.Length} part(s)");
        var seed = Number(parts[0], text, "the seed");
        var gamma = Number(parts[1], text, "gamma");
        if (gamma % 2 == 0)
            throw Malformed(text, $"gamma must be odd, and {gamma} is even");
        if (parts.Length == 2)
            return new Replay(new Rnd(seed, gamma), FSharpOption<int>.None);
        if (!uint.TryParse(parts[2].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size > int.MaxValue)
            throw Malformed(text, $"the size '{parts[2].Trim()}' is no number from 0 to {int.MaxValue}");
        return new Replay(new Rnd(seed, gamma), FSharpOption<int>.Some((int)size));
    }

    static ulong Number(string part, string text, string what) =>
        ulong.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Malformed(text, $"{what} '{part.Trim()}' is no unsigned 64-bit number");

    static FormatException Malformed(string text, string why) =>
        new($"The replay \"{text}\" is not usable: {why}. Expected \"(seed,gamma)\" or \"(seed,gamma,size)\", as a failure prints it.");
}
