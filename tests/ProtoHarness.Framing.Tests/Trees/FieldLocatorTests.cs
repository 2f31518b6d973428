using FsCheck;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Framing.Tests.Trees;

public sealed class FieldLocatorTests
{
    [Property(MaxTest = 200)]
    public void Every_bit_of_every_encoding_has_a_name(DoNotSize<int> seed)
    {
        var (tree, bytes) = FrameTreeTests.Generated(seed.Item);
        for (var bit = 0L; bit < bytes.Length * 8L; bit++)
        {
            var location = FieldLocator.LocateBit(tree, bit);
            Assert.NotEqual("", location.Path);
            Assert.NotEqual(FieldPart.Unread, location.Part);
            Assert.InRange(location.BitIndex, 0, location.BitCount - 1);
        }

        Assert.Equal(FieldPart.Behind, FieldLocator.LocateBit(tree, bytes.Length * 8L).Part);
    }

    [Property(MaxTest = 200)]
    public void A_flipped_bit_changes_the_field_that_it_was_said_to_belong_to(DoNotSize<int> seed)
    {
        var (tree, bytes) = FrameTreeTests.Generated(seed.Item);
        var plain = tree.Nodes.Where(static node => node.Schema is { Kind: FieldKind.Integer, Role: FieldRole.Value }).ToList();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var location = FieldLocator.LocateBit(tree, bit);
            if (location.Part != FieldPart.Value || !plain.Contains(location.Node))
            {
                continue;
            }

            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(0x80 >> (bit % 8));
            var changed = FrameTreeReader.Read(tree.Schema, flipped).Tree.Find(location.Path);
            Assert.NotNull(changed);
            Assert.NotEqual(location.Node.Bits, changed.Bits);
        }
    }

    [Property(MaxTest = 200)]
    public void Malformed_and_short_input_is_named_to_its_last_bit(DoNotSize<int> seed)
    {
        var (tree, bytes) = FrameTreeTests.Generated(seed.Item);
        var random = new Random(seed.Item);
        random.NextBytes(bytes);
        var cut = bytes.AsSpan(0, random.Next(bytes.Length + 1));
        for (var bit = 0L; bit < cut.Length * 8L; bit++)
        {
            Assert.NotEqual("", FieldLocator.LocateBit(tree.Schema, cut, bit).Text);
        }
    }

    [Fact]
    public void Places_are_named_in_words()
    {
        var mux = FrameTreeWriter.Write(FrameGenerator.Example(Schemas.Mux));
        Assert.Equal("Length, byte 2 of 2", FieldLocator.LocateByte(Schemas.Mux, mux, 3).Text);
        Assert.Equal("StreamId, byte 1 of 4, bit 8 of 8", FieldLocator.LocateBit(Schemas.Mux, mux, 39).Text);
        Assert.Equal("behind Mux, byte 3", FieldLocator.LocateByte(Schemas.Mux, mux, 10).Text);
        Assert.Equal("unread behind Data, byte 1", FieldLocator.LocateByte(Schemas.Mux, [1, 2, 4, 0, 0, 0, 0, 0], 8).Text);

        byte[] bits = [0xF0, 0, 0, 0, 0];
        Assert.Equal("High, bit 2 of 4", FieldLocator.LocateBit(Schemas.Bits, bits, 1).Text);
        Assert.Equal("Low, bit 1 of 3", FieldLocator.LocateBit(Schemas.Bits, bits, 5).Text);
        Assert.Equal("B, bit 6 of 10", FieldLocator.LocateBit(Schemas.Bits, bits, 8).Text);
        Assert.Equal("A, bit 1 of 3", FieldLocator.LocateBit(Schemas.Bits, bits, 16).Text);

        byte[] padded = [0, 0, 1, 0, 0, 0, 0, 2, 0, 1, 9, 0, 0, 0, 0, 0, 4];
        Assert.Equal("padding before First, byte 2 of 2", FieldLocator.LocateByte(Schemas.Padded, padded, 1).Text);
        Assert.Equal("padding before Second", FieldLocator.LocateByte(Schemas.Padded, padded, 3).Text);
        Assert.Equal("length prefix of Third, byte 1 of 2", FieldLocator.LocateByte(Schemas.Padded, padded, 8).Text);
        Assert.Equal("padding after Third, byte 1 of 5", FieldLocator.LocateByte(Schemas.Padded, padded, 11).Text);
    }
}
