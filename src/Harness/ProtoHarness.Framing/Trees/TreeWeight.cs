namespace ProtoHarness.Framing;

/// <summary>
/// How far a tree is from the simplest: first the number of fields, elements and bytes, then how large the numbers are, then how odd the
/// bytes. All three are natural numbers, so that no chain of ever smaller trees is endless.
/// </summary>
/// <param name="Size">Present fields, elements and bytes of content.</param>
/// <param name="Numbers">The sum of all numbers' distance from the simplest.</param>
/// <param name="Oddness">The sum of all bytes' distance from the simplest.</param>
readonly record struct TreeWeight(long Size, UInt128 Numbers, UInt128 Oddness) : IComparable<TreeWeight>
{
    public int CompareTo(TreeWeight other) => (Size, Numbers, Oddness).CompareTo((other.Size, other.Numbers, other.Oddness));

    internal static TreeWeight Of(FrameTree tree)
    {
        var (size, numbers, oddness) = (0L, UInt128.Zero, UInt128.Zero);
        foreach (var node in tree.Nodes)
        {
            size += 1 + node.Content.Length;
            var field = node.Schema;
            if (field.Role != FieldRole.Value)
            {
                continue;
            }

            if (field.Kind is FieldKind.Integer or FieldKind.VarInt)
            {
                numbers += Of(field, node.Number);
            }
            else if (field.Kind == FieldKind.Float)
            {
                numbers += node.Bits;
            }

            var filler = ContentChoices.Filler(field);
            foreach (var each in node.Content.Span)
            {
                oddness += (UInt128)(each == filler ? 0 : each + 1);
            }
        }

        return new(size, numbers, oddness);
    }

    /// <summary>How far a number is from the simplest that the field takes: by its name's place in an enum, else by its distance from
    /// zero.</summary>
    internal static UInt128 Of(FieldSchema field, Int128 number)
    {
        for (var i = 0; i < field.Names.Count; i++)
        {
            if (FieldBits.Same(field, field.Names[i].Value, FieldBits.Of(field, number)))
            {
                return (UInt128)i;
            }
        }

        var distance = number < 0 ? ((UInt128)(-number) * 2) - 1 : (UInt128)number * 2;
        return distance + (UInt128)field.Names.Count;
    }
}
