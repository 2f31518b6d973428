using System.Globalization;

namespace ProtoHarness.Framing;

/// <summary>The field that a byte or bit of an encoding belongs to.</summary>
/// <param name="Node">The innermost field; where reading stopped, for what was not read.</param>
/// <param name="Part">The part of the field.</param>
/// <param name="BitIndex">Which bit of the part, from 0, most significant first.</param>
/// <param name="BitCount">How many bits the part has; 0 when unknown.</param>
/// <param name="IsBit">Whether a bit was asked for, not a byte.</param>
public sealed record FieldLocation(FieldNode Node, FieldPart Part, long BitIndex, long BitCount, bool IsBit)
{
    /// <summary>The field's path; empty for the frame as a whole.</summary>
    public string Path => Node.Path;

    /// <summary>The place in words: <c>Length, byte 2 of 4</c> or <c>Flags.Urgent, bit 3 of 8</c>, counted from 1.</summary>
    public string Text
    {
        get
        {
            var name = Path.Length == 0 ? Node.Schema.Name : Path;
            return Part switch
            {
                FieldPart.Prefix => $"length prefix of {name}{Place}",
                FieldPart.Delimiter => $"delimiter of {name}{Place}",
                FieldPart.PaddingBefore => $"padding before {name}{Place}",
                FieldPart.PaddingAfter => $"padding after {name}{Place}",
                FieldPart.Unread => $"unread behind {name}{Place}",
                FieldPart.Behind => $"behind {name}{Place}",
                _ => $"{name}{Place}",
            };
        }
    }

    string Place
    {
        get
        {
            if (Part == FieldPart.Value && Node.Schema.BitGroupBytes > 0)
            {
                return IsBit && BitCount > 1 ? $", bit {Count(BitIndex + 1)} of {Count(BitCount)}" : "";
            }

            var bytes = BitCount / 8;
            var place = bytes == 0 ? $", byte {Count((BitIndex / 8) + 1)}"
                : bytes == 1 ? ""
                : $", byte {Count((BitIndex / 8) + 1)} of {Count(bytes)}";
            return IsBit ? $"{place}, bit {Count((BitIndex % 8) + 1)} of 8" : place;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);
}
