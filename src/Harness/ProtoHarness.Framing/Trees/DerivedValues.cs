using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>Computes what writing computes: counts, tags, lengths and checksums of one frame that has been laid out.</summary>
static class DerivedValues
{
    /// <summary>Computes every derived value of a frame.</summary>
    /// <param name="frame">The frame; its fields know their place from its start.</param>
    /// <param name="bytes">The frame's encoding with the values so far.</param>
    /// <returns>Whether a value changed, so that the frame must be laid out again.</returns>
    internal static bool Update(FieldNode frame, byte[] bytes)
    {
        var isChanged = false;
        foreach (var node in frame.Children)
        {
            if (node.IsPresent && node.Schema.Role != FieldRole.Value)
            {
                var bits = Compute(frame, node, bytes);
                isChanged |= bits != node.Bits;
                node.Bits = bits;
                node.Content = node.Schema is { Role: FieldRole.Constant, Kind: FieldKind.Bytes or FieldKind.Text }
                    ? node.Schema.Constant
                    : node.Content;
            }
        }

        return isChanged;
    }

    /// <summary>What a length measures, with what is added to it; before it is cut to the width of its field.</summary>
    internal static Int128 Measure(FieldNode frame, FieldNode length)
    {
        var field = length.Schema;
        if (field.Target is null || frame.Find(field.Target) is not { } first
            || frame.Find(field.TargetEnd ?? field.Target) is not { } last)
        {
            return field.Adjust;
        }

        var isDirect = frame.Frame!.IsDirect(field);
        return ((isDirect ? first.Length : CoveredEnd(last) - CoveredStart(first)) / 8) + field.Adjust;
    }

    static ulong Compute(FieldNode frame, FieldNode node, byte[] bytes)
    {
        var field = node.Schema;
        return field.Role switch
        {
            _ when node.Override?.Bits is { } bits => FieldBits.Normalize(field, bits),
            FieldRole.Constant => field.Kind is FieldKind.Bytes or FieldKind.Text ? 0 : FieldConstant.Bits(field),
            FieldRole.Count =>
                FieldBits.Normalize(field, (ulong)(Target(frame, field) is { IsPresent: true } array ? array.Children.Count : 0)),
            FieldRole.Tag => Target(frame, field) is { IsPresent: true, Case: { } option }
                ? FieldBits.Normalize(field, option.Tag)
                : node.Bits,
            FieldRole.Length => FieldBits.Of(field, Measure(frame, node)),
            FieldRole.Checksum => FieldBits.Normalize(field, Checksum(frame, node, bytes)),
            _ => node.Bits,
        };
    }

    static FieldNode? Target(FieldNode frame, FieldSchema field) => field.Target is { } name ? frame.Find(name) : null;

    static ulong Checksum(FieldNode frame, FieldNode node, byte[] bytes)
    {
        var rule = node.Schema.Checksum!;
        if (frame.Find(rule.From) is not { } from || frame.Find(rule.To) is not { } to || to.Index < from.Index)
        {
            return rule.Compute(ReadOnlySequence<byte>.Empty);
        }

        var (start, end) = ((int)(CoveredStart(from) / 8), (int)(CoveredEnd(to) / 8));
        var covered = bytes[start..Math.Max(start, end)];
        var (ownStart, ownEnd) = ((int)(node.Layout.Start / 8), (int)(node.Layout.End / 8));
        if (ownStart >= start && ownEnd <= end)
        {
            covered.AsSpan(ownStart - start, ownEnd - ownStart).Clear();
        }

        return rule.Compute(new ReadOnlySequence<byte>(covered));
    }

    // The padding of a conditional field comes and goes with it, so it belongs to what covers or measures the field.
    static long CoveredStart(FieldNode node) => node.Schema.Condition is null ? GroupStart(node) : node.Layout.Padded;

    static long CoveredEnd(FieldNode node) => node.Schema.Condition is null ? GroupEnd(node) : node.Layout.PaddedEnd;

    // A bit field counts with the whole bytes of its group.
    internal static long GroupStart(FieldNode node) => node.Schema.BitGroupBytes == 0 || !node.IsPresent
        ? node.Layout.Start
        : node.Layout.Start - ((node.Schema.BitGroupBytes * 8) - node.Schema.BitShift - node.Schema.BitWidth);

    static long GroupEnd(FieldNode node) =>
        node.Schema.BitGroupBytes == 0 || !node.IsPresent ? node.Layout.End : node.Layout.End + node.Schema.BitShift;
}
