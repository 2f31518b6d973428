using System.Globalization;

namespace ProtoHarness.Engine.Faults;

/// <summary>One fault with its arguments, as written: <c>fragment 1</c>.</summary>
public sealed record FaultSpec
{
    readonly Func<string> _write;

    FaultSpec(FaultKind kind, Func<string> write, Func<StageContext, FaultStage> create)
    {
        Kind = kind;
        _write = write;
        Create = create;
    }

    /// <summary>What it is.</summary>
    public FaultKind Kind { get; }

    /// <summary>As written, with single spaces, and positions as <c>@4096</c>.</summary>
    public string Text => field ??= _write();

    internal Func<StageContext, FaultStage> Create { get; }

    /// <summary>Bytes appear at a position that nobody wrote there: <c>insert</c>, without the way through its text, which is written when it is asked for.</summary>
    /// <param name="position">The byte of the direction's stream, from 0.</param>
    /// <param name="bytes">At least one.</param>
    /// <returns>The fault, equal to the one that is read from its text.</returns>
    public static FaultSpec Insert(long position, ReadOnlyMemory<byte> bytes) => OfBytes("insert", position, bytes, context => new InsertStage(context, position, bytes));

    /// <summary>Bytes are replaced at a position: <c>overwrite</c>, without the way through its text, which is written when it is asked for.</summary>
    /// <param name="position">The byte of the direction's stream, from 0.</param>
    /// <param name="bytes">At least one.</param>
    /// <returns>The fault, equal to the one that is read from its text.</returns>
    public static FaultSpec Overwrite(long position, ReadOnlyMemory<byte> bytes) =>
        OfBytes("overwrite", position, bytes, context => new OverwriteStage(context, position, bytes, exclusiveOr: false));

    /// <summary>Reads one fault.</summary>
    /// <param name="text">Such as <c>delay 5ms</c>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="FormatException">The name or an argument is wrong; the message says what may be written.</exception>
    public static FaultSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.IndexOf(words, "at") >= 0)
        {
            words = [.. Positions(words)];
        }

        if (words.Length == 0)
        {
            throw new FormatException("a fault is missing here, such as 'fragment 1'");
        }

        var kind = FaultCatalog.Find(words[0]) ?? throw new FormatException(FaultCatalog.Unknown(words[0]));
        var arguments = new FaultArguments(kind.Name, new ArraySegment<string>(words, 1, words.Length - 1));
        var create = kind.Parse(arguments);
        arguments.End();
        return new FaultSpec(kind, () => string.Join(' ', words), create);
    }

    /// <summary>Reads a chain of faults.</summary>
    /// <param name="text">Such as <c>fragment 1 | delay 5ms</c>.</param>
    /// <returns>The faults, first to last.</returns>
    /// <exception cref="FormatException">A part is wrong.</exception>
    public static IReadOnlyList<FaultSpec> ParseChain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split('|').Select(Parse)];
    }

    static FaultSpec OfBytes(string name, long position, ReadOnlyMemory<byte> bytes, Func<StageContext, FaultStage> create)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        return bytes.IsEmpty ? throw new ArgumentException("A fault of bytes has at least one.", nameof(bytes))
            : new FaultSpec(FaultCatalog.Find(name)!, () => string.Create(CultureInfo.InvariantCulture, $"{name} @{position} {Convert.ToHexStringLower(bytes.Span)}"), create);
    }

    /// <summary><c>at 4096</c> is <c>@4096</c>.</summary>
    static IEnumerable<string> Positions(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var isPosition = words[i] == "at" && i + 1 < words.Length && char.IsAsciiDigit(words[i + 1][0]);
            yield return isPosition ? $"@{words[++i]}" : words[i];
        }
    }

    /// <inheritdoc/>
    public bool Equals(FaultSpec? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
