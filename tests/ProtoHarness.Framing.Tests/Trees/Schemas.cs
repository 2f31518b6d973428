using static ProtoHarness.Framing.Tests.Trees.Fields;

namespace ProtoHarness.Framing.Tests.Trees;

/// <summary>Frames declared by hand, which together have every kind, role and extent.</summary>
static class Schemas
{
    internal static readonly FrameSchema Empty = Frame("Empty");

    internal static readonly FrameSchema Mux = Frame(
        "Mux",
        Const("Version", 8, 1),
        Enum("Command", 8, isClosed: true, ("Syn", 0), ("Fin", 1), ("Psh", 2), ("Nop", 3)),
        Length("Length", 16, "Data") with { ByteOrder = ByteOrder.LittleEndian },
        UInt("StreamId", 32, ByteOrder.LittleEndian),
        Bytes("Data", Extent.LengthField, 65535, "Length"));

    internal static readonly FrameSchema Numbers = Frame(
        "Numbers",
        UInt("Byte", 8), UInt("Short", 16), UInt("Triple", 24, ByteOrder.LittleEndian), UInt("Word", 32),
        UInt("Wide", 64, ByteOrder.LittleEndian),
        SInt("SByte", 8), SInt("SShort", 16, ByteOrder.LittleEndian), SInt("STriple", 24), SInt("SWide", 64),
        Float("Half", 16), Float("Single", 32), Float("Double", 64),
        UInt("Limited", 8) with { MinValue = 3, MaxValue = 200 },
        Enum("Open", 16, isClosed: false, ("One", 1), ("Two", 2)),
        VarInt("Var"), VarInt("ZigZag", zigZag: true), VarInt("SmallVar") with { MaxValue = 300 });

    internal static readonly FrameSchema Bits = Frame(
        "Bits",
        Bit("High", 4, 1, 4), Bit("Middle", 1, 1, 3), Bit("Low", 3, 1, 0),
        Bit("A", 3, 2, 13, ByteOrder.LittleEndian), Bit("B", 10, 2, 3, ByteOrder.LittleEndian), Bit("C", 3, 2, 0, ByteOrder.LittleEndian),
        Bit("Fin", 1, 2, 15), Bit("Opcode", 7, 2, 8), Bit("Mask", 1, 2, 7),
        Bit("Size", 7, 2, 0) with { Role = FieldRole.Length, Target = "Payload" },
        Bytes("Payload", Extent.LengthField, 100, "Size"));

    internal static readonly FrameSchema Texts = Frame(
        "Texts",
        Magic("Magic", "PH"),
        Text("Line", Extent.Delimited, 40).Delimited("\r\n"),
        Text("Ascii", Extent.Delimited, 40).Delimited("aab") with { Encoding = TextEncoding.Ascii },
        Text("Name", Extent.Prefixed, 200).Prefixed(LengthPrefix.U8) with { MinLength = 2 },
        Bytes("Var", Extent.Prefixed, 5000).Prefixed(LengthPrefix.VarInt),
        Bytes("Triple", Extent.Prefixed).Prefixed(LengthPrefix.U24) with { ByteOrder = ByteOrder.LittleEndian },
        Bytes("Wide", Extent.Prefixed).Prefixed(LengthPrefix.U64),
        Bytes("Fixed", Extent.Fixed) with { FixedLength = 5 },
        Text("FixedText", Extent.Fixed) with { FixedLength = 3, Encoding = TextEncoding.Ascii });

    internal static readonly FrameSchema Padded = Frame(
        "Padded",
        UInt("First", 8) with { PaddingBefore = 2 },
        UInt("Second", 32) with { AlignBefore = 4 },
        Bytes("Third", Extent.Prefixed, 9).Prefixed(LengthPrefix.U16) with { AlignAfter = 8, PaddingAfter = 1 },
        UInt("Fourth", 8));

    internal static readonly FrameSchema Point = Frame("Point", VarInt("X", zigZag: true), VarInt("Y", zigZag: true));

    internal static readonly FrameSchema Arrays = Frame(
        "Arrays",
        Count("Count", 8, "Counted"),
        Array("Counted", UInt("", 16), Extent.CountField, 30, "Count"),
        Array("Three", UInt("", 8), Extent.Fixed) with { FixedLength = 3 },
        Array("Points", Nested("", () => Point), Extent.Prefixed).Prefixed(LengthPrefix.U16),
        Array("Names", Text("", Extent.Prefixed, 20).Prefixed(LengthPrefix.U8), Extent.Prefixed).Prefixed(LengthPrefix.VarInt),
        Length("Run", 16, "Items"),
        Array("Items", Nested("", () => Point), Extent.LengthField, 20, "Run"));

    internal static readonly FrameSchema Datagram = Frame(
        "Datagram", UInt("Id", 16), Array("Rest", Nested("", () => Point), Extent.Remaining, 50)) with { IsSelfDelimiting = false };

    internal static readonly FrameSchema Optional = Frame(
        "Optional",
        UInt("Flags", 8),
        UInt("WithFirst", 32).When("Flags", 0x80),
        Enum("Kind", 8, isClosed: true, ("None", 0), ("Text", 1), ("Both", 2)),
        Text("Message", Extent.Prefixed, 100).Prefixed(LengthPrefix.U8).When("Kind", ulong.MaxValue, 1),
        Nested("Extra", () => Point).When("Flags", 0x0F),
        Length("Size", 16, "Blob").When("Flags", 0x30, 0x10),
        Bytes("Blob", Extent.LengthField, 300, "Size").When("Flags", 0x30, 0x10));

    internal static readonly FrameSchema Summed = Frame(
        "Summed",
        UInt("Early", 8),
        Checksum("Whole", 32, "Early", "Tail", Sum),
        Length("Total", 0, "Body", "Tail", adjust: 2),
        Text("Body", Extent.Prefixed).Prefixed(LengthPrefix.VarInt),
        UInt("Tail", 16) with { AlignBefore = 4 },
        Checksum("Last", 16, "Total", "Tail", Sum) with { ByteOrder = ByteOrder.LittleEndian });

    internal static readonly FrameSchema Hand = Frame("Hand", UInt("Before", 8), Custom("Letters"), Length("Size", 8, "Closed"),
        Custom("Closed") with
    {
        Extent = Extent.LengthField, ExtentField = "Size",
    });

    /// <summary>A frame that nests itself, through a union.</summary>
    internal static readonly FrameSchema Tree = Frame(
        "Tree",
        Enum("Shape", 8, isClosed: true, ("Leaf", 1), ("Pair", 2), ("Box", 3)) with { Role = FieldRole.Tag, Target = "Body" },
        Union("Body", "Shape", (1, static () => Point), (2, static () => Pair!), (3, static () => Boxed!)));

    internal static readonly FrameSchema Pair = Frame("Pair", Nested("Left", () => Tree), Nested("Right", () => Tree));

    internal static readonly FrameSchema Boxed = Frame("Boxed", Length("Size", 16, "Inner"),
        Nested("Inner", () => Tree, Extent.LengthField, "Size"));

    internal static IReadOnlyList<FrameSchema> All =>
        [Empty, Mux, Numbers, Bits, Texts, Padded, Point, Arrays, Datagram, Optional, Summed, Hand, Tree, Pair, Boxed];
}
