using System.Text;
using System.Text.Unicode;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>A frame of a capture as a script writes it: its name, and its fields but those that are computed.</summary>
static class ImportedFrame
{
    /// <summary>Writes a frame.</summary>
    /// <param name="codec">What it is.</param>
    /// <param name="bytes">The whole frame, and nothing behind it.</param>
    /// <returns>The words behind the arrow; null when no words give these very bytes again, as with a wrong checksum, so that they have to be written raw.</returns>
    public static IReadOnlyList<Argument>? Write(FrameCodec codec, ReadOnlyMemory<byte> bytes)
    {
        if (codec.Schema.Fields.Count == 0)
        {
            return null;
        }

        var leaves = FrameTreeReader.Read(codec.Schema, bytes.Span).Tree.Nodes.Where(IsWritten).ToList();
        var (word, named) = Word(codec, leaves);
        var settings = leaves.Where(leaf => leaf != named).Select(Setting).ToList();
        return FrameChoice.Find([codec], word) is { } choice && IsSame(choice, settings, bytes.Span)
            ? [new Word(word), .. settings.Select(setting => new Pair(setting.Name, setting.IsQuoted ? new Quoted(setting.Text) : new Word(setting.Text)))] : null;
    }

    static bool IsWritten(FieldNode node) => node is { IsPresent: true, Children.Count: 0, Schema: { Role: FieldRole.Value or FieldRole.Tag, Kind: not (FieldKind.Array or FieldKind.Frame or FieldKind.Union) } } && node.Path.Length > 0;

    /// <summary>The name of a value where that says which frame it is: <c>Psh</c> for a frame whose command is Psh.</summary>
    static (string Word, FieldNode? Field) Word(FrameCodec codec, List<FieldNode> leaves)
    {
        foreach (var leaf in leaves.Where(leaf => leaf.Schema.Names.Count > 0 && !leaf.Path.Contains('.', StringComparison.Ordinal)))
        {
            if (NameOf(leaf) is { } name && FrameChoice.Find([codec], name) is { Value: not null } choice && choice.Field == leaf.Schema.Name)
            {
                return (name, leaf);
            }
        }

        return (codec.Schema.Name, null);
    }

    static Setting Setting(FieldNode node)
    {
        var name = node.Path.ToLowerInvariant();
        return node.Schema.Kind switch
        {
            FieldKind.Text => new Setting(name, node.Text) { IsQuoted = true },
            FieldKind.Bytes when Readable(node.Content.Span) is { } text => new Setting(name, text) { IsQuoted = true },
            _ => new Setting(name, NameOf(node) ?? FrameFields.ValueOf(node)),
        };
    }

    /// <summary>Bytes that are text, as that.</summary>
    static string? Readable(ReadOnlySpan<byte> bytes) => bytes.Length > 0 && Utf8.IsValid(bytes) && Encoding.UTF8.GetString(bytes) is var text && !text.Any(char.IsControl) ? text : null;

    static string? NameOf(FieldNode node) => node.Schema.Names.FirstOrDefault(name => name.Value == node.Bits)?.Name;

    static bool IsSame(FrameChoice choice, List<Setting> settings, ReadOnlySpan<byte> bytes)
    {
        var builder = new FrameTreeBuilder(choice.Codec.Schema);
        return settings.TrueForAll(setting => setting.IsQuoted || WordShape.IsPairValue(setting.Text))
            && FrameFields.Fill(builder, choice, settings, new SortedDictionary<string, string>(StringComparer.Ordinal)) is null
            && bytes.SequenceEqual(FrameTreeWriter.Write(builder.Build()));
    }
}
