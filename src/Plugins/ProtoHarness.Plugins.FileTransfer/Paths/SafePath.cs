using System.Text;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>
/// A path below a target folder that means the same, and nothing outside, on every system: the only kind that a file system here takes
/// (docs/wire/file-transfer.md, 4). A value exists only when every rule holds.
/// </summary>
public sealed record SafePath
{
    /// <summary>The longest path, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1024;

    /// <summary>The longest name, in bytes of UTF-8: with what a partial file's name adds it stays within the 255 of usual file systems.</summary>
    public const int MaxNameBytes = 200;

    /// <summary>The deepest path, in names.</summary>
    public const int MaxDepth = 32;

    /// <summary>How the name of a file that is not whole yet ends. No peer may write such a name.</summary>
    public const string PartSuffix = ".phpart";

    static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"];

    SafePath(string value) => Value = value;

    /// <summary>The names, with <c>/</c> between them.</summary>
    public string Value { get; }

    /// <summary>The last name.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The folder that it is in; null when that is the target folder itself.</summary>
    public SafePath? Parent => Value.LastIndexOf('/') is > 0 and var slash ? new SafePath(Value[..slash]) : null;

    /// <summary>The folders on the way, the outermost first, without the path itself.</summary>
    public IEnumerable<SafePath> Ancestors => Parent is { } parent ? parent.Ancestors.Append(parent) : [];

    /// <summary>Where a file is while it is not whole: beside its place, under a name that depends on the content, so that only the same content resumes.</summary>
    /// <param name="digest">The SHA-256 of the whole file.</param>
    /// <returns>The path of the part.</returns>
    public SafePath PartOf(ReadOnlySpan<byte> digest) => Part(Convert.ToHexStringLower(digest[..Math.Min(8, digest.Length)]));

    /// <summary>Where a file is while it is not whole and its digest is not known: under a name that depends on its length and time.</summary>
    /// <param name="size">The length of the whole file in bytes.</param>
    /// <param name="modified">When it was last changed, in milliseconds since 1970-01-01 UTC.</param>
    /// <returns>The path of the part.</returns>
    public SafePath PartOf(ulong size, long modified) => Part($"{size:x}-{modified:x}");

    /// <summary>Whether a name in the same folder is that of a part of this file.</summary>
    /// <param name="name">The name.</param>
    public bool IsPart(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith($".{Name}.", StringComparison.Ordinal) && name.EndsWith(PartSuffix, StringComparison.Ordinal);
    }

    /// <summary>What two names that some file system takes for one have in common. Forms of Unicode are told alike only where the system has its tables (ICU).</summary>
    /// <param name="name">A name.</param>
    /// <returns>The name without case and without a choice of Unicode forms.</returns>
    public static string Fold(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Normalize(NormalizationForm.FormKC);
    }

    /// <summary>Reads a path as a peer wrote it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The path; null when a rule is broken.</param>
    /// <param name="problem">Which rule is broken, in words; null when none is.</param>
    /// <returns>Whether every rule holds.</returns>
    public static bool TryParse(string text, out SafePath? path, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = Problem(text);
        path = problem is null ? new SafePath(text) : null;
        return problem is null;
    }

    /// <summary>Reads a path that is known to be safe.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The path.</returns>
    /// <exception cref="FormatException">It is not safe; the message says why.</exception>
    public static SafePath Parse(string text) => TryParse(text, out var path, out var problem) ? path! : throw new FormatException(problem);

    /// <inheritdoc/>
    public override string ToString() => Value;

    SafePath Part(string which) => new($"{Value[..^Name.Length]}.{Name}.{which}{PartSuffix}");

    static string? Problem(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
            {
                return "the path is no text: half of a surrogate pair stands alone";
            }

            i += char.IsSurrogate(text[i]) ? 1 : 0;
        }

        var names = text.Split('/');
        return text.Length == 0 ? "the path is empty"
            : text[0] == '/' ? "the path is absolute"
            : Encoding.UTF8.GetByteCount(text) > MaxBytes ? $"the path is longer than {MaxBytes} bytes"
            : names.Length > MaxDepth ? $"the path is deeper than {MaxDepth} names"
            : names.Select(NameProblem).FirstOrDefault(problem => problem is not null);
    }

    static string? NameProblem(string name) =>
        name.Length == 0 ? "a name in the path is empty"
        : name is "." or ".." ? $"the path goes by '{name}'"
        : name.Any(char.IsControl) ? "a name has a control character"
        : name.IndexOfAny(['\\', ':', '*', '?', '"', '<', '>', '|']) is >= 0 and var at ? $"a name has '{name[at]}', which is no part of a name on every system"
        : name.Any(IsInvisible) ? "a name has a character that is not seen, or that turns the direction of writing"
        : name[^1] is '.' or ' ' ? $"a name ends with a {(name[^1] == '.' ? "dot" : "space")}, which some systems drop"
        : Encoding.UTF8.GetByteCount(name) > MaxNameBytes ? $"a name is longer than {MaxNameBytes} bytes"
        : Fold(name).EndsWith(Fold(PartSuffix), StringComparison.Ordinal) ? $"a name ends with '{PartSuffix}', which is for files that are not whole"
        : IsDevice(name) ? $"'{name}' is a device on some systems"
        : null;

    static bool IsInvisible(char c) => c is '\u200b' or '\u2060' or '\ufeff' or (>= '\u200e' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>A device keeps its meaning with any extension, and with spaces before it.</summary>
    static bool IsDevice(string name)
    {
        var stem = Fold(name.Split('.')[0].TrimEnd(' ')).Replace('\u00b9', '1').Replace('\u00b2', '2').Replace('\u00b3', '3');
        return Devices.Contains(stem)
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal))
                && char.IsAsciiDigit(stem[3]));
    }
}
