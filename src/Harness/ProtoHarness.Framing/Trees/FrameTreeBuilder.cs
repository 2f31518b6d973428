namespace ProtoHarness.Framing;

/// <summary>
/// Builds a frame from values given as text, as scenario scripts do: <c>command=Psh streamId=1 data="hello"</c>. It starts from the
/// simplest valid frame. Names may be written in any case and cut short where that is unambiguous; fields of a union's case and of nested
/// frames are reached by path (<c>Body.Items[2].Length</c>), or by name alone where only one nested frame has them.
/// </summary>
/// <remarks>
/// Setting a conditional field makes its condition hold; setting a field of a union's case chooses the case; setting a tag chooses it by
/// value or name. Setting a length, count, checksum or constant overrides it: that is how a script sends a wrong one.
/// </remarks>
public sealed class FrameTreeBuilder
{
    readonly FrameTree _tree;

    /// <summary>A builder that starts from the simplest valid frame.</summary>
    /// <param name="schema">The frame.</param>
    public FrameTreeBuilder(FrameSchema schema)
        : this(FrameGenerator.Example(schema))
    {
    }

    /// <summary>A builder that starts from a frame.</summary>
    /// <param name="start">The frame; it is copied.</param>
    public FrameTreeBuilder(FrameTree start)
    {
        ArgumentNullException.ThrowIfNull(start);
        _tree = start.Clone();
    }

    /// <summary>Builds a frame from a line of assignments: <c>name=value</c>, separated by blanks.</summary>
    /// <param name="schema">The frame.</param>
    /// <param name="text">The line.</param>
    /// <returns>The frame.</returns>
    /// <exception cref="FieldTextException">With the position in the line.</exception>
    public static FrameTree Parse(FrameSchema schema, string text) => new FrameTreeBuilder(schema).SetAll(text).Build();

    /// <summary>Sets every field of a line of assignments.</summary>
    /// <param name="text">The line.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="FieldTextException">With the position in the line.</exception>
    public FrameTreeBuilder SetAll(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        SetAll(_tree.Root, text, 0);
        return this;
    }

    /// <summary>Sets one field.</summary>
    /// <param name="path">The field.</param>
    /// <param name="text">The value.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="FieldTextException">The field is not there, or does not take the value; with the position in the path or the
    /// value.</exception>
    public FrameTreeBuilder Set(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        Assign(FieldLookup.Find(_tree.Root, path), text);
        return this;
    }

    /// <summary>Sets one field, or says why not.</summary>
    /// <param name="path">The field.</param>
    /// <param name="text">The value.</param>
    /// <returns>Null when the field was set.</returns>
    public FieldTextError? TrySet(string path, string text)
    {
        try
        {
            Set(path, text);
            return null;
        }
        catch (FieldTextException exception)
        {
            return exception.Error;
        }
    }

    /// <summary>The frame, with every condition settled and every derived field computed. The builder can go on.</summary>
    public FrameTree Build()
    {
        var tree = _tree.Clone();
        TreePresence.Settle(tree);
        return tree;
    }

    static void SetAll(FieldNode root, string text, int origin)
    {
        foreach (var (path, value, at) in Assignments.Split(text, root.Path))
        {
            try
            {
                Assign(FieldLookup.Find(root, path), value);
            }
            catch (FieldTextException exception)
            {
                var error = exception.Error;
                var start = origin + at + (error.IsInPath ? 0 : path.Length + 1);
                throw new FieldTextException(error with { Position = start + error.Position });
            }
        }
    }

    static void Assign(FieldNode node, string text)
    {
        var field = node.Schema;
        if (field.Role is FieldRole.Tag && node.Enclosing?.Find(field.Target ?? "") is { Schema.Kind: FieldKind.Union } union)
        {
            AssignTag(node, union, text);
            return;
        }

        switch (field.Kind)
        {
            case FieldKind.Integer or FieldKind.VarInt:
                var bits = FieldText.Integer(node.Path, field, text);
                (node.Bits, node.Override) = (bits, field.Role == FieldRole.Value ? null : new() { Bits = bits });
                break;
            case FieldKind.Float:
                node.Bits = FieldText.Float(node.Path, field, text);
                break;
            case FieldKind.Bytes or FieldKind.Text:
                AssignContent(node, FieldText.Bytes(node.Path, field, text));
                break;
            case FieldKind.Custom:
                node.Content = FieldText.Bytes(node.Path, field, text);
                break;
            case FieldKind.Array:
                AssignElements(node, text);
                break;
            case FieldKind.Union when !text.StartsWith('{'):
                FieldLookup.Choose(node, CaseOf(node, text));
                break;
            default:
                AssignFields(node, text);
                break;
        }
    }

    static void AssignContent(FieldNode node, byte[] bytes)
    {
        var field = node.Schema;
        if (field.Role == FieldRole.Constant)
        {
            node.Override = new() { Encoding = bytes };
            return;
        }

        var bounds = node.Enclosing?.Frame is { } frame ? LengthBounds.Of(frame, field) : new(field.MinLength, field.MaxLength);
        if (bytes.Length < bounds.Min || bytes.Length > bounds.Max)
        {
            throw FieldText.Wrong(node.Path, 0, $"{bytes.Length} bytes are outside {bounds.Min}..{bounds.Max}");
        }

        if (field.Kind == FieldKind.Text && !TreeReading.IsText(field, bytes))
        {
            throw FieldText.Wrong(node.Path, 0, $"the text is not {(field.Encoding == TextEncoding.Ascii ? "ASCII" : "UTF-8")}");
        }

        if (field.Extent == Extent.Delimited && FrameTreeChecker.EndsEarly(bytes, field.Delimiter.Span))
        {
            throw FieldText.Wrong(node.Path, 0, "the value contains its delimiter");
        }

        node.Content = bytes;
    }

    static void AssignTag(FieldNode tag, FieldNode union, string text)
    {
        if (FindCase(union, text) is { } named)
        {
            FieldLookup.Choose(union, named);
            tag.Override = null;
            return;
        }

        var bits = FieldText.Integer(tag.Path, tag.Schema, text);
        var option = union.Schema.Cases.FirstOrDefault(option => FieldBits.Same(tag.Schema, option.Tag, bits));
        if (option is null)
        {
            tag.Override = new() { Bits = bits };
            return;
        }

        tag.Override = null;
        FieldLookup.Choose(union, option);
    }

    static UnionCase? FindCase(FieldNode union, string text) =>
        union.Schema.Cases.FirstOrDefault(option => string.Equals(option.Schema().Name, text, StringComparison.OrdinalIgnoreCase));

    static UnionCase CaseOf(FieldNode union, string text)
    {
        var tag = union.Enclosing?.Find(union.Schema.TagField ?? "");
        var named = tag?.Schema.Names.FirstOrDefault(named => string.Equals(named.Name, text, StringComparison.OrdinalIgnoreCase));
        var cases = union.Schema.Cases;
        return FindCase(union, text)
            ?? cases.FirstOrDefault(option => named is not null && tag is not null && FieldBits.Same(tag.Schema, option.Tag, named.Value))
            ?? throw FieldText.Wrong(
                union.Path, 0, $"'{text}' is not one of {string.Join(", ", cases.Select(static option => option.Schema().Name))}",
                NearestWord.Of(text, cases.Select(static option => option.Schema().Name)));
    }

    static void AssignElements(FieldNode array, string text)
    {
        var isBracketed = text.StartsWith('[') && text.EndsWith(']');
        var inner = isBracketed ? text[1..^1] : text;
        var parts = Assignments.Elements(inner);
        if (parts.Count > array.Schema.MaxLength || parts.Count < array.Schema.MinLength)
        {
            throw FieldText.Wrong(array.Path, 0, $"{parts.Count} elements are outside {array.Schema.MinLength}..{array.Schema.MaxLength}");
        }

        array.Clear();
        foreach (var (part, at) in parts)
        {
            var element = FieldLookup.Append(array);
            try
            {
                Assign(element, part);
            }
            catch (FieldTextException exception)
            {
                throw new FieldTextException(exception.Error with { Position = exception.Error.Position + at + (isBracketed ? 1 : 0) });
            }
        }
    }

    static void AssignFields(FieldNode node, string text)
    {
        if (!text.StartsWith('{') || !text.EndsWith('}'))
        {
            throw FieldText.Wrong(
                node.Path, 0, "a frame is written as {name=value name=value}");
        }

        SetAll(node, text[1..^1], 1);
    }
}
