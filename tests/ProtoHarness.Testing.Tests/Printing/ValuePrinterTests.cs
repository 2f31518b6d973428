using System.Buffers;
using ProtoHarness.Testing.Printing;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Testing.Tests.Printing;

public class ValuePrinterTests
{
    static readonly byte[] Bytes = [0xC4, 0xDE, 0x57];

    internal sealed record Frame(byte Version, byte[] Data);

    internal readonly record struct Sliced(int Id, ReadOnlySequence<byte> Data, Frame? Inner);

    internal sealed record Plain(int A, string B);

    public static TheoryData<object?, string> Printed => new()
    {
        { Bytes, "hex:C4DE57" },
        { Array.Empty<byte>(), "hex:(empty)" },
        { new ReadOnlyMemory<byte>(Bytes), "hex:C4DE57" },
        { new Memory<byte>(Bytes), "hex:C4DE57" },
        { new ArraySegment<byte>(Bytes, 1, 2), "hex:DE57" },
        { Tuple.Create(10, Bytes), "(10, hex:C4DE57)" },
        { (10, Bytes), "(10, hex:C4DE57)" },
        { new Frame(1, Bytes), "Frame { Version = 1uy, Data = hex:C4DE57 }" },
        { new Sliced(5, new(Bytes), new(2, [])), "Sliced { Id = 5, Data = hex:C4DE57, Inner = Frame { Version = 2uy, Data = hex:(empty) } }" },
        { new List<Frame> { new(1, [1]), new(2, [2]) }, "[Frame { Version = 1uy, Data = hex:01 }; Frame { Version = 2uy, Data = hex:02 }]" },
        { 10, "10" },
        { "text", "\"text\"" },
        { null, "<null>" },
        { Tuple.Create(1, "b"), "(1, \"b\")" },
        { new Plain(1, "b"), "Plain { A = 1, B = b }" },
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public void Bytes_are_hex_wherever_they_stand_and_all_else_is_as_before(object? value, string expected) =>
        Assert.Equal(expected, ValuePrinter.Print(value));

    [Fact]
    public void Long_bytes_stand_in_lines_of_sixteen_with_text() =>
        Assert.Equal(
            """
            hex of 35 bytes:
              000000  41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50  |ABCDEFGHIJKLMNOP|
              000010  51 52 53 54 55 56 57 58 59 5a 5b 5c 5d 5e 5f 60  |QRSTUVWXYZ[\]^_`|
              000020  61 62 63                                         |abc|
            """,
            HexDump.Format([.. Enumerable.Range(0x41, 35).Select(i => (byte)i)]));

    [Property]
    public void Dump_is_limited_and_counts_the_rest(byte extra)
    {
        var dump = HexDump.Format(new byte[HexDump.MaxDumpBytes + extra + 1]);
        Assert.EndsWith($"… {extra + 1} more", dump);
        Assert.Equal(1 + HexDump.MaxDumpBytes / 16 + 1, dump.Split('\n').Length);
    }

    [Property]
    public void Printing_never_throws_and_is_never_empty(object value, byte[] bytes, string text) =>
        Assert.NotEmpty(ValuePrinter.Print(Tuple.Create(value, bytes, text)));
}
