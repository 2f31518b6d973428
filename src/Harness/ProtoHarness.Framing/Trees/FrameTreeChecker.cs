namespace ProtoHarness.Framing;

/// <summary>Finds what makes a tree impossible to write as its schema says.</summary>
static class FrameTreeChecker
{
    internal static FrameError? Check(FrameTree tree)
    {
        FrameTreeWriter.WriteUnchecked(tree);
        return CheckWritten(tree);
    }

    /// <summary>Checks a tree whose derived values and positions are those of its encoding.</summary>
    internal static FrameError? CheckWritten(FrameTree tree) => CheckFrame(tree.Root, 1);

    static FrameError? CheckFrame(FieldNode frame, int depth)
    {
        if (depth > FrameSchema.MaxDepth)
        {
            return Error(frame, FrameErrorKind.TooDeep, $"frames nest deeper than {FrameSchema.MaxDepth} (FrameSchema.MaxDepth)");
        }

        foreach (var node in frame.Children)
        {
            if (CheckField(frame, node, depth) is { } error)
            {
                return error;
            }
        }

        if (!frame.IsSettled)
        {
            // A longer varint moves an aligned field, which makes the length shorter again, and so on: no length is right.
            return Error(frame, FrameErrorKind.LengthMismatch, "a length and the alignment behind it do not settle (VarInt, Align)");
        }

        if (frame.ContentLength / 8 > frame.Frame!.MaxLength && !frame.HasOverrides)
        {
            return Error(frame, FrameErrorKind.LimitExceeded,
                $"{frame.ContentLength / 8} bytes are more than {frame.Frame.MaxLength} (MaxLength)");
        }

        return null;
    }

    static FrameError? CheckField(FieldNode frame, FieldNode node, int depth)
    {
        if (node.Schema.Condition is { } condition)
        {
            var holds = frame.Find(condition.Field) is { } deciding && FieldBits.Holds(condition, deciding.Schema, deciding.Bits);
            if (holds != node.IsPresent && !frame.HasOverrides)
            {
                var should = holds ? "must be there" : "must be absent";
                return Error(node, FrameErrorKind.LengthMismatch, $"the field {should}, because {condition.Field} says so (When)");
            }
        }

        return node.IsPresent ? CheckValue(node, depth) : null;
    }

    static FrameError? CheckValue(FieldNode node, int depth)
    {
        if (node.Override is not null)
        {
            return null;
        }

        return node.Schema.Kind switch
        {
            FieldKind.Integer or FieldKind.VarInt => CheckInteger(node),
            FieldKind.Bytes or FieldKind.Text => CheckBytes(node),
            FieldKind.Array => CheckArray(node, depth),
            FieldKind.Custom => CheckCustom(node),
            FieldKind.Float => null,
            _ => node.Frame is null ? Error(node, FrameErrorKind.UnknownTag, "the union has no case") : CheckFrame(node, depth + 1),
        } ?? CheckPrefix(node);
    }

    static FrameError? CheckInteger(FieldNode node)
    {
        var field = node.Schema;
        if (field.Role is FieldRole.Constant or FieldRole.Checksum)
        {
            return null;
        }

        if (field.Role == FieldRole.Tag && field.Target is { } union && node.Enclosing?.Find(union) is { HasOverrides: true })
        {
            return null;
        }

        var number = node.Number;
        if (field.Role == FieldRole.Length && node.Enclosing is { } frame)
        {
            number = DerivedValues.Measure(frame, node);
        }
        else if (field.Role == FieldRole.Count && field.Target is { } array)
        {
            number = node.Enclosing?.Find(array) is { IsPresent: true } counted ? counted.Children.Count : 0;
        }

        if (field.Role == FieldRole.Tag && field.Target is { } decided
            && node.Enclosing?.Find(decided) is { IsPresent: true, Case: not null })
        {
            return null;
        }

        if (field.IsClosed && FieldBits.NameOf(field, node.Bits) is null)
        {
            return Error(node, FrameErrorKind.UndefinedEnumValue, $"{number} is no {field.TypeName}");
        }

        return number < field.MinValue || number > field.MaxValue || FieldBits.Number(field, FieldBits.Of(field, number)) != number
            ? Error(node, FrameErrorKind.LimitExceeded, $"{number} is outside {field.MinValue}..{field.MaxValue} (Limit)")
            : null;
    }

    static FrameError? CheckBytes(FieldNode node)
    {
        var field = node.Schema;
        var length = node.Content.Length;
        if (field.Role == FieldRole.Constant)
        {
            return null;
        }

        if (field.Extent == Extent.Fixed && length != field.FixedLength)
        {
            return Error(node, FrameErrorKind.LengthMismatch, $"{length} bytes are not the {field.FixedLength} declared (FixedLength)");
        }

        if (length < field.MinLength || length > field.MaxLength)
        {
            return OutsideLimit(node, length);
        }

        if (field.Extent == Extent.Delimited && EndsEarly(node.Content.Span, field.Delimiter.Span))
        {
            return Error(node, FrameErrorKind.NotCanonical, "the value contains its delimiter (Delimited)");
        }

        return field.Kind == FieldKind.Text && !TreeReading.IsText(field, node.Content.Span)
            ? Error(node, FrameErrorKind.InvalidText, "the value is not in its encoding (Text)")
            : null;
    }

    /// <summary>Whether a reader would find the delimiter before the value's end; it may begin in the value and end in the
    /// delimiter.</summary>
    internal static bool EndsEarly(ReadOnlySpan<byte> value, ReadOnlySpan<byte> delimiter)
    {
        if (value.IndexOf(delimiter) >= 0)
        {
            return true;
        }

        Span<byte> seam = stackalloc byte[2 * delimiter.Length];
        var tail = value[Math.Max(0, value.Length - delimiter.Length + 1)..];
        tail.CopyTo(seam);
        delimiter.CopyTo(seam[tail.Length..]);
        return seam[..(tail.Length + delimiter.Length)].IndexOf(delimiter) < tail.Length;
    }

    static FrameError? CheckArray(FieldNode node, int depth)
    {
        var field = node.Schema;
        var count = node.Children.Count;
        if (field.Extent == Extent.Fixed && count != field.FixedLength)
        {
            return Error(node, FrameErrorKind.LengthMismatch, $"{count} elements are not the {field.FixedLength} declared (FixedLength)");
        }

        if (count < field.MinLength || count > field.MaxLength)
        {
            return Error(node, FrameErrorKind.LimitExceeded, $"{count} elements are outside {field.MinLength}..{field.MaxLength} (Limit)");
        }

        foreach (var element in node.Children)
        {
            if (CheckValue(element, depth) is { } error)
            {
                return error;
            }

            if (element.Length == 0 && element.Override is null)
            {
                return Error(node, FrameErrorKind.LengthMismatch, "an element takes no bytes");
            }
        }

        return null;
    }

    static FrameError? CheckCustom(FieldNode node)
    {
        if (node.Content.Length < node.Schema.MinLength || node.Content.Length > node.Schema.MaxLength)
        {
            return OutsideLimit(node, node.Content.Length);
        }

        var answer = node.Schema.Custom!.Measure(new(node.Content));
        return answer.IsComplete && answer.Consumed == node.Content.Length
            ? null
            : answer.Error ?? Error(node, FrameErrorKind.Custom, "the bytes are no value of the field's converter (Converter)");
    }

    static FrameError OutsideLimit(FieldNode node, int length) =>
        Error(node, FrameErrorKind.LimitExceeded, $"{length} bytes are outside {node.Schema.MinLength}..{node.Schema.MaxLength} (Limit)");

    static FrameError? CheckPrefix(FieldNode node) =>
        node.Schema.Extent == Extent.Prefixed && (ulong)(node.ContentLength / 8) > FieldBits.PrefixMax(node.Schema.Prefix)
            ? Error(node, FrameErrorKind.LimitExceeded, $"{node.ContentLength / 8} bytes do not fit the prefix (LengthPrefixed)")
            : null;

    static FrameError Error(FieldNode node, FrameErrorKind kind, string reason) =>
        new(node.Enclosing?.Frame?.Name ?? node.Schema.Name, node.ErrorName, kind, reason);
}
