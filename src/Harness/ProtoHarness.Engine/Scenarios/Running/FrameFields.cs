using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>The fields of frames by hand: filled in to be sent, compared when received.</summary>
static class FrameFields
{
    const string Anything = "_";

    /// <summary>Sets fields.</summary>
    /// <returns>The first field that cannot be set, and why; null when all were.</returns>
    public static (Setting Setting, FieldTextError Error)? Fill(FrameTreeBuilder builder, FrameChoice choice, IEnumerable<Setting> fields, IReadOnlyDictionary<string, string> captured)
    {
        if (choice.Field is { } implied)
        {
            builder.Set(implied, choice.Value!);
        }

        foreach (var setting in fields)
        {
            if (setting.Text != Anything && builder.TrySet(setting.Name, Text(setting, captured)) is { } error)
            {
                return (setting, error);
            }
        }

        return null;
    }

    /// <summary>How a frame that came differs from the pattern; null when it does not.</summary>
    public static string? Mismatch(FrameTree came, FrameChoice choice, IEnumerable<Setting> fields, IReadOnlyDictionary<string, string> captured)
    {
        var all = choice.Field is { } implied ? fields.Prepend(new Setting(implied, choice.Value!)) : fields;
        foreach (var setting in all)
        {
            if (Different(came, setting, captured) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>The field of a frame that came, by its name or path as a script writes it.</summary>
    public static FieldNode? Find(FrameTree tree, string path)
    {
        var nodes = tree.Nodes.ToList();
        return nodes.Find(node => string.Equals(node.Path, path, StringComparison.OrdinalIgnoreCase))
            ?? Only(nodes, node => node.Path.StartsWith(path, StringComparison.OrdinalIgnoreCase) && !node.Path[path.Length..].Contains('.', StringComparison.Ordinal))
            ?? Only(nodes, node => string.Equals(node.Schema.Name, path, StringComparison.OrdinalIgnoreCase))
            ?? Only(nodes, node => node.Schema.Name.StartsWith(path, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A field's value as a script writes it.</summary>
    public static string ValueOf(FieldNode node) => node.Schema.Kind switch
    {
        FieldKind.Integer or FieldKind.VarInt => node.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        FieldKind.Bytes or FieldKind.Custom => node.Content.IsEmpty ? "empty" : "0x" + Convert.ToHexStringLower(node.Content.Span),
        FieldKind.Text => node.Text,
        _ => node.DisplayText,
    };

    /// <summary>A setting's text with captured values in place; quoted again where it was quoted, because quotes mean text.</summary>
    static string Text(Setting setting, IReadOnlyDictionary<string, string> captured)
    {
        if (setting.IsQuoted)
        {
            return TextEscapes.Write(setting.Text);
        }

        var text = setting.Text;
        foreach (var name in Substitution.Names(text).Distinct().ToList())
        {
            text = captured.TryGetValue(name, out var value) ? Substitution.Text(text, name, value) : text;
        }

        return text;
    }

    static string? Different(FrameTree came, Setting setting, IReadOnlyDictionary<string, string> captured)
    {
        if (Find(came, setting.Name) is not { } node)
        {
            return $"the frame that came has no field '{setting.Name}'";
        }

        if (setting.Text == Anything)
        {
            return null;
        }

        // The wanted value is written into a copy, so that the two are compared as values, not as texts.
        var text = Text(setting, captured);
        var builder = new FrameTreeBuilder(came);
        if (builder.TrySet(node.Path, text) is { } error)
        {
            return $"{node.Path} is {node.DisplayText}; {error.Reason}";
        }

        var wanted = builder.Build().Find(node.Path);
        return wanted is not null && Same(node, wanted) ? null : $"{node.Path} is {node.DisplayText}, not {setting.Text}";
    }

    static bool Same(FieldNode came, FieldNode wanted) =>
        (wanted.Override?.Bits ?? wanted.Bits) == came.Bits && came.Content.Span.SequenceEqual(wanted.Content.Span)
        && came.Children.Count == wanted.Children.Count && came.Children.Zip(wanted.Children).All(pair => Same(pair.First, pair.Second));

    static FieldNode? Only(List<FieldNode> nodes, Func<FieldNode, bool> predicate)
    {
        var found = nodes.Where(predicate).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }
}
