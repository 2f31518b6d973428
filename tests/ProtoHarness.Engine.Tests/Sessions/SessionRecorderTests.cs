using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Sessions;

public sealed class SessionRecorderTests
{
    [Property(MaxTest = 500)]
    public void A_bit_that_differs_anywhere_gives_another_hash(ushort length, ushort position, byte bit)
    {
        var bytes = new byte[1 + (length % 5000)];
        new Random(length).NextBytes(bytes);
        var other = bytes.ToArray();
        other[position % other.Length] ^= (byte)(1 << (bit % 8));

        Assert.Equal(Hash(bytes), Hash(bytes));
        Assert.NotEqual(Hash(bytes), Hash(other));
    }

    [Property(MaxTest = 500)]
    public void Two_words_in_each_others_place_give_another_hash(ushort length, ushort first, ushort second)
    {
        var words = new ulong[1 + (length % 600)];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (ulong)i;
        }

        var (a, b) = (first % words.Length, second % words.Length);
        var other = words.ToArray();
        (other[a], other[b]) = (other[b], other[a]);

        Assert.Equal(a == b, Hash(words) == Hash(other));
    }

    static ulong Hash<T>(T[] values)
        where T : struct
    {
        var spec = new SessionSpec { Plugin = EchoPlugin.Definition, Conversation = EchoPlugin.Definition.Conversations[0], Values = ParameterValues.Defaults, Seed = new Seed(1) };
        var recorder = new SessionRecorder(spec, () => 0);
        recorder.Add(TraceKind.Write, 1, isServer: false, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return recorder.Hash;
    }
}
