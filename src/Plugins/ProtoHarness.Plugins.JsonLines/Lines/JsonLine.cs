using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>One line as it crosses the wire: the bytes of one JSON text, ended by a line feed (docs/wire/json-lines.md, "Lines").</summary>
/// <param name="Text">The bytes without the line feed; a carriage return before it, and a byte-order mark, are still there.</param>
[Frame(MaxLength = JsonLine.MaxText + 1)]
public readonly partial record struct JsonLine([Delimited("\n"), Limit(JsonLine.MaxText)] ReadOnlySequence<byte> Text)
{
    /// <summary>The longest text that the codec knows, in bytes: 1 MiB. A role may allow less (<c>max-line</c>), not more.</summary>
    public const int MaxText = 1024 * 1024;
}
