using System.Globalization;
using System.Text;
using ProtoHarness.Framing;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Bridges;

/// <summary>Dictionaries in the format that AFL++ and libFuzzer share: a name, and the bytes in quotes.</summary>
public static class DictionaryFile
{
    const int MaxBytes = 64;

    /// <summary>Writes all words known of a target: from its schema, from its code, from the options.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">The target.</param>
    /// <param name="options">The options.</param>
    public static void Write(string path, TargetSource target, FuzzOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        var text = new StringBuilder(Of(target.Schemas));
        var number = 0;
        foreach (var word in Instrumenter.Instrument(target.Assemblies[0], BuildKind.Triage).Constants.Concat(options.Dictionary))
        {
            Add(text, $"word_{++number}", word);
        }

        File.WriteAllText(path, text.ToString());
    }

    /// <summary>The words of frames.</summary>
    /// <param name="schemas">The frames; one that does not describe itself has no words.</param>
    /// <returns>The text of a dictionary; no bytes twice.</returns>
    public static string Of(IEnumerable<FrameSchema> schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        var text = new StringBuilder();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in schemas.Where(StructureMutator.CanUse).SelectMany(FrameDictionary.Of))
        {
            if (known.Add(Convert.ToHexString(word.Bytes.Span)))
            {
                Add(text, word.Name, word.Bytes.Span);
            }
        }

        return text.ToString();
    }

    /// <summary>Reads a dictionary.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The words, in order.</returns>
    /// <exception cref="FormatException">A line is no word; the text names it.</exception>
    public static IReadOnlyList<byte[]> Read(string path)
    {
        var words = new List<byte[]>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var trimmed = line.Trim();
            if (trimmed.Length == 0 || trimmed[0] == '#')
            {
                continue;
            }

            var (start, end) = (trimmed.IndexOf('"', StringComparison.Ordinal), trimmed.LastIndexOf('"'));
            if (start < 0 || end <= start)
            {
                throw new FormatException($"{path}({number}): a dictionary line is name=\"bytes\"");
            }

            words.Add(Unescape(trimmed[(start + 1)..end], path, number));
        }

        return words;
    }

    static byte[] Unescape(string text, string path, int line)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.Add((byte)text[i]);
            }
            else if (i + 3 < text.Length && text[i + 1] == 'x' && byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 3;
            }
            else if (i + 1 < text.Length && text[i + 1] is '\\' or '"')
            {
                bytes.Add((byte)text[++i]);
            }
            else
            {
                throw new FormatException($"{path}({line}): after a backslash comes x and two hexadecimal digits, a backslash or a quote");
            }
        }

        return [.. bytes];
    }

    static void Add(StringBuilder text, string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MaxBytes)
        {
            return;
        }

        foreach (var c in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        text.Append("=\"");
        foreach (var b in bytes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\\x{b:X2}");
        }

        text.Append("\"\n");
    }
}
