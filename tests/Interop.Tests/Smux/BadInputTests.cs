using System.Net;
using System.Net.Sockets;
using ProtoHarness.Plugins.Smux.Tests;

namespace Interop.Tests.Smux;

/// <summary>
/// Frames by hand to the Go original's server and to ours: what ends the one ends the other, and what the one ignores the other ignores too
/// (docs/wire/smux.md, section 9; Debian's version of the original is older than some of its lines).
/// </summary>
public sealed class BadInputTests
{
    const string Ended = "ended";
    const string Answered = "answered";

    public static TheoryData<string, int, byte[], string> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, byte[], string>();
            foreach (var version in (int[])[1, 2])
            {
                cases.Add("another version", version, Wire.Nop(3 - version), Ended);
                cases.Add("an unknown command", version, Wire.Frame(version, 9, 3, 0), Ended);
                cases.Add("SYN with a payload", version, Wire.Frame(version, 0, 7, 8, new byte[8]), Ended);
                cases.Add("FIN with a payload", version, Wire.Frame(version, 1, 7, 8, new byte[8]), Ended);
                cases.Add("NOP with a payload", version, Wire.Frame(version, 3, 7, 8, new byte[8]), Ended);
                cases.Add("a second SYN", version, Wire.Syn(5, version), Answered);
                cases.Add("a second FIN", version, [.. Wire.Syn(9, version), .. Wire.Fin(9, version), .. Wire.Fin(9, version)], Answered);
                cases.Add("data for an unknown stream", version, Wire.Psh(99, new byte[65_535], version), Answered);
                cases.Add("FIN for an unknown stream", version, Wire.Fin(99, version), Answered);
                cases.Add("data behind FIN", version, [.. Wire.Syn(9, version), .. Wire.Fin(9, version), .. Wire.Psh(9, [1], version)], Answered);
                cases.Add("empty data", version, Wire.Psh(5, [], version), Answered);
                cases.Add("NOP on a stream", version, Wire.Frame(version, 3, 77, 0), Answered);
                cases.Add("a stream of the server's", version, Wire.Syn(2, version), Answered);
                cases.Add("the first and the last stream", version, [.. Wire.Syn(0, version), .. Wire.Syn(uint.MaxValue, version)], Answered);
            }

            cases.Add("UPD for an unknown stream", 2, Wire.Upd(99, 5, 5), Answered);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_bad_input_does_to_the_original_it_does_to_ours(string name, int version, byte[] input, string outcome)
    {
        using var original = await GoServer.StartAsync(version);
        using var ours = new OurServer(version);

        Assert.Equal((name, outcome), (name, await AskAsync(original.Address, version, input, outcome)));
        Assert.Equal((name, outcome), (name, await AskAsync(ours.Address, version, input, outcome)));
    }

    [Fact]
    public async Task An_update_for_more_than_was_sent_stops_the_answer_on_its_stream_alone()
    {
        using var original = await GoServer.StartAsync(2);
        using var ours = new OurServer(2);
        byte[] input = [.. Wire.Syn(9, 2), .. Wire.Upd(9, 1000, 65_536), .. Wire.Psh(9, "RAND"u8, 2), .. Wire.Fin(9, 2)];

        foreach (var address in (IPEndPoint[])[original.Address, ours.Address])
        {
            var frames = await FramesAsync(address, 2, input, frames => frames.Contains("FIN 9") && frames.Contains("PSH 5 8"));
            Assert.DoesNotContain("PSH 9 8", frames);
        }
    }

    static async Task<string> AskAsync(IPEndPoint address, int version, byte[] input, string outcome)
    {
        try
        {
            var frames = await FramesAsync(address, version, input, frames => frames.Contains("PSH 5 8"));
            return frames.Contains("PSH 5 8") ? Answered : Ended;
        }
        catch (IOException) when (outcome == Ended)
        {
            return Ended;
        }
    }

    /// <summary>Opens stream 5, sends the input, asks on stream 5, and reads until there is enough or the server ends.</summary>
    static async Task<List<string>> FramesAsync(IPEndPoint address, int version, byte[] input, Func<List<string>, bool> isEnough)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address, TestContext.Current.CancellationToken);
        await using var connection = client.GetStream();
        await connection.WriteAsync((byte[])[.. Wire.Syn(5, version), .. input, .. Wire.Psh(5, "RAND"u8, version)], TestContext.Current.CancellationToken);
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        while (await connection.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
        {
            bytes.AddRange(buffer.AsSpan(0, count));
            if (WholeFrames(bytes) is var frames && isEnough(frames))
            {
                return frames;
            }
        }

        return WholeFrames(bytes);
    }

    static List<string> WholeFrames(List<byte> bytes)
    {
        var end = 0;
        while (end + 8 <= bytes.Count && end + 8 + bytes[end + 2] + (bytes[end + 3] << 8) <= bytes.Count)
        {
            end += 8 + bytes[end + 2] + (bytes[end + 3] << 8);
        }

        return Wire.Parse([.. bytes[..end]]);
    }
}
