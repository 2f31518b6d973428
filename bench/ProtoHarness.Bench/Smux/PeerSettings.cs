using System.Globalization;
using ProtoHarness.Plugins.Smux;

namespace ProtoHarness.Bench.Smux;

/// <summary>The command line of a peer: the same as the Go peer's, so that either runs in the other's place.</summary>
sealed class PeerSettings
{
    readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    internal PeerSettings(ReadOnlySpan<string> args)
    {
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            _values[args[i].TrimStart('-')] = args[i + 1];
        }
    }

    internal string Service => _values.GetValueOrDefault("service", "discard");

    internal string Do => _values.GetValueOrDefault("do", "bulk");

    internal string To => _values["to"];

    internal int Streams => (int)Number("streams", 1);

    internal int Workers => (int)Number("workers", 1);

    internal long Bytes => Number("bytes", 65_536);

    internal int Chunk => (int)Number("chunk", 65_536);

    internal long Requests => Number("requests", 1000);

    /// <summary>Bytes or requests before the clock is started.</summary>
    internal long Warm => Number("warm", 0);

    internal SmuxConfig Config => new()
    {
        Version = (int)Number("version", 1),
        MaxFrameSize = (int)Number("frame", 32_768),
        MaxStreamBuffer = (int)Number("stream-buffer", 65_536),
    };

    long Number(string name, long value) => _values.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : value;
}
