using ProtoHarness.Fuzzing.Corpora.Captures;

namespace ProtoHarness.Fuzzing.Tests.Corpora.Captures;

/// <summary>What went over a connection comes out of its capture as it went in, whatever the order of the packets and the kind of the file.</summary>
public sealed class CaptureFileTests
{
    static readonly byte[] Question = [.. Enumerable.Range(0, 40).Select(i => (byte)i)];
    static readonly byte[] Answer = [.. Enumerable.Range(100, 30).Select(i => (byte)i)];

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    public void Both_directions_come_out_of_every_kind_of_file(bool isBig, bool isPcapng, bool isVersion6)
    {
        var packets = Connection(isVersion6);
        foreach (var (link, records) in new[]
        {
            (101, packets),
            (1, [.. packets.Select(p => Packets.Ethernet(p, isTagged: false))]),
            (1, [.. packets.Select(p => Packets.Ethernet(p, isTagged: true))]),
            (113, [.. packets.Select(p => (byte[])[.. new byte[16], .. p])]),
            (0, [.. packets.Select(p => (byte[])[2, 0, 0, 0, .. p])]),
        })
        {
            var file = isPcapng ? Packets.Pcapng(link, isBig, records) : Packets.Pcap(link, isBig, records);

            Assert.True(CaptureFile.IsCapture(file));
            AssertConversation(CaptureFile.Streams(file));
        }
    }

    [Fact]
    public void Segments_in_any_order_and_sent_twice_give_the_same_streams()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var packets = Connection(isVersion6: false);
            var rest = packets.Skip(2).SelectMany(p => random.Next(3) == 0 ? [p, p] : (byte[][])[p]).ToArray();
            random.Shuffle(rest);

            AssertConversation(CaptureFile.Streams(Packets.Pcap(101, isBig: false, [.. packets.Take(2), .. rest])));
        }
    }

    [Fact]
    public void A_stream_ends_at_the_first_byte_that_is_missing_and_says_so()
    {
        var packets = Connection(isVersion6: false);
        var stream = CaptureFile.Streams(Packets.Pcap(101, isBig: false, packets.Where((_, i) => i != 4))).First();

        Assert.True(stream.IsCut);
        Assert.Equal(Question[..10], stream.Bytes);
    }

    [Fact]
    public void Ports_that_are_used_again_are_two_connections()
    {
        byte[][] packets =
        [
            Packets.Tcp(5000, 80, 10, Packets.Syn, []), Packets.Tcp(5000, 80, 11, Packets.Ack, "one"u8),
            Packets.Tcp(5000, 80, 900, Packets.Syn, []), Packets.Tcp(5000, 80, 901, Packets.Ack, "two"u8),
        ];

        Assert.Equal(["one"u8.ToArray(), "two"u8.ToArray()], CaptureFile.Streams(Packets.Pcap(101, isBig: true, packets)).Select(s => s.Bytes));
    }

    [Fact]
    public void Numbers_that_go_round_and_connections_whose_start_is_not_in_the_capture_are_read()
    {
        byte[][] packets = [Packets.Tcp(80, 5000, uint.MaxValue - 1, Packets.Ack, "abc"u8), Packets.Tcp(80, 5000, 1, Packets.Ack, "def"u8)];

        var stream = Assert.Single(CaptureFile.Streams(Packets.Pcap(101, isBig: false, packets)));
        Assert.Equal("abcdef"u8.ToArray(), stream.Bytes);
        Assert.False(stream.IsFromClient);
    }

    [Fact]
    public void Each_datagram_is_a_stream()
    {
        var file = Packets.Pcapng(101, isBig: false, Packets.Udp(4000, 53, "ask"u8), Packets.Udp(53, 4000, "say"u8));

        Assert.Equal([("ask", true), ("say", false)], CaptureFile.Streams(file).Select(s => (System.Text.Encoding.ASCII.GetString(s.Bytes), s.IsFromClient)));
    }

    [Fact]
    public void A_damaged_file_gives_what_is_before_the_damage_and_never_throws()
    {
        var packets = Connection(isVersion6: false);
        byte[][] files = [Packets.Pcap(101, isBig: false, packets), Packets.Pcapng(1, isBig: true, packets.Select(p => Packets.Ethernet(p, isTagged: true)))];
        var random = new Random(1);
        foreach (var file in files)
        {
            for (var length = 0; length <= file.Length; length++)
            {
                Assert.InRange(CaptureFile.Streams(file.AsMemory(0, length)).Sum(s => s.Bytes.Length), 0, Question.Length + Answer.Length);
            }

            for (var round = 0; round < 3000; round++)
            {
                var damaged = (byte[])file.Clone();
                for (var i = random.Next(1, 5); i > 0; i--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next();
                }

                Assert.InRange(CaptureFile.Streams(damaged).Sum(s => s.Bytes.Length), 0, file.Length * 2);
            }
        }
    }

    // SYN, SYN and ACK, then the question in four segments and the answer in three.
    static byte[][] Connection(bool isVersion6) =>
    [
        Packets.Tcp(5000, 80, 1000, Packets.Syn, [], isVersion6),
        Packets.Tcp(80, 5000, 7000, Packets.Syn | Packets.Ack, [], isVersion6),
        .. Question.Chunk(10).Select((part, i) => Packets.Tcp(5000, 80, 1001 + (10 * (uint)i), Packets.Ack, part, isVersion6)).SelectMany((p, i) => (byte[][])
            [p, .. i < 3 ? [Packets.Tcp(80, 5000, 7001 + (10 * (uint)i), Packets.Ack, Answer.AsSpan(10 * i, 10), isVersion6)] : (byte[][])[]]),
    ];

    static void AssertConversation(IReadOnlyList<CapturedStream> streams)
    {
        Assert.Equal(2, streams.Count);
        Assert.Equal(Question, Assert.Single(streams, s => s.IsFromClient).Bytes);
        Assert.Equal(Answer, Assert.Single(streams, s => !s.IsFromClient).Bytes);
        Assert.DoesNotContain(streams, s => s.IsCut);
    }
}
