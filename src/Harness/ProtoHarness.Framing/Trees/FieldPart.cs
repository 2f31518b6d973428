namespace ProtoHarness.Framing;

/// <summary>The part of a field that a byte of an encoding belongs to.</summary>
public enum FieldPart
{
    /// <summary>The value itself.</summary>
    Value,

    /// <summary>The field's own length in front of it.</summary>
    Prefix,

    /// <summary>The delimiter behind it.</summary>
    Delimiter,

    /// <summary>Padding or alignment in front of it.</summary>
    PaddingBefore,

    /// <summary>Padding or alignment behind it.</summary>
    PaddingAfter,

    /// <summary>Not read: behind the field where reading stopped.</summary>
    Unread,

    /// <summary>Behind the whole frame.</summary>
    Behind,
}
