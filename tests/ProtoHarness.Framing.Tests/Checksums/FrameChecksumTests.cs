using System.Buffers;
using System.Text;
using ProtoHarness.Framing.Checksums;
using ProtoHarness.Framing.Tests.Laws;

namespace ProtoHarness.Framing.Tests.Checksums;

public class FrameChecksumTests
{
    // The check values of the catalogues are those of the nine digits.
    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32, "123456789", 0xCBF43926UL)]
    [InlineData(ChecksumAlgorithm.Crc32C, "123456789", 0xE3069283UL)]
    [InlineData(ChecksumAlgorithm.Crc16Ccitt, "123456789", 0x29B1UL)]
    [InlineData(ChecksumAlgorithm.Adler32, "Wikipedia", 0x11E60398UL)]
    [InlineData(ChecksumAlgorithm.Fletcher16, "abcde", 0xC8F0UL)]
    [InlineData(ChecksumAlgorithm.Fletcher16, "abcdefgh", 0x0627UL)]
    [InlineData(ChecksumAlgorithm.Sum8, "123456789", 0xDDUL)]
    [InlineData(ChecksumAlgorithm.Xor8, "123456789", 0x31UL)]
    [InlineData(ChecksumAlgorithm.Crc32, "", 0UL)]
    [InlineData(ChecksumAlgorithm.Crc16Ccitt, "", 0xFFFFUL)]
    [InlineData(ChecksumAlgorithm.Adler32, "", 1UL)]
    public void Checksum_has_its_published_value(ChecksumAlgorithm algorithm, string text, ulong expected) =>
        Assert.Equal(expected, FrameChecksum.Compute(algorithm, Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Internet_checksum_of_the_example_header_is_right()
    {
        // The IPv4 header that many texts use; the checksum field counts as zero.
        var header = Convert.FromHexString("45000073000040004011" + "0000" + "C0A80001C0A800C7");
        Assert.Equal(0xB861UL, FrameChecksum.Compute(ChecksumAlgorithm.Internet, header));
    }

    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32)]
    [InlineData(ChecksumAlgorithm.Crc32C)]
    [InlineData(ChecksumAlgorithm.Crc16Ccitt)]
    [InlineData(ChecksumAlgorithm.Adler32)]
    [InlineData(ChecksumAlgorithm.Fletcher16)]
    [InlineData(ChecksumAlgorithm.Internet)]
    [InlineData(ChecksumAlgorithm.Sum8)]
    [InlineData(ChecksumAlgorithm.Xor8)]
    public void Segments_make_no_difference(ChecksumAlgorithm algorithm)
    {
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[random.Next(20_000)];
            Array.Fill(bytes, (byte)0xFF);
            random.NextBytes(bytes.AsSpan(0, bytes.Length / 2));
            var expected = FrameChecksum.Compute(algorithm, bytes);
            Assert.Equal(expected, FrameChecksum.Compute(algorithm, Segments.Random(bytes, random)));
            Assert.Equal(expected, FrameChecksum.Compute(algorithm, new ReadOnlySequence<byte>(bytes)));
        }
    }
}
