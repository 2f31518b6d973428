using ProtoHarness.Abstractions;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>What a hostile script has to do its work with.</summary>
sealed class HostileContext(IConnection connection, BoxPki pki, TimeProvider time, Random random, CancellationToken cancellation)
{
    readonly Stream _stream = connection.Stream;

    public Random Random => random;

    /// <summary>Reads the client's hello.</summary>
    public async Task<OfferedHello?> HelloAsync()
    {
        var message = await new BoxSocket(_stream, cancellation).MessageAsync().ConfigureAwait(false);
        return message is null ? null : OfferedHello.Read(message);
    }

    public async Task SendAsync(params byte[] bytes) => await _stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);

    /// <summary>Sends the same again and again until the client has had enough.</summary>
    public async Task ForeverAsync(byte[] bytes)
    {
        while (true)
        {
            await SendAsync(bytes).ConfigureAwait(false);
        }
    }

    /// <summary>Sends bytes one by one, with a pause before each.</summary>
    public async Task DripAsync(byte[] bytes, TimeSpan pause)
    {
        foreach (var one in bytes)
        {
            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
            await SendAsync(one).ConfigureAwait(false);
        }
    }

    /// <summary>Says nothing until the client goes.</summary>
    public Task StallAsync() => new BoxSocket(_stream, cancellation).EndAsync();

    public void Reset() => connection.Abort();

    /// <summary>A flight of TLS 1.2 with a good chain and a good signature, message by message.</summary>
    public async Task<List<byte[]>> FlightAsync(Func<BoxChain, BoxChain>? change = null)
    {
        if (await new BoxSocket(_stream, cancellation).MessageAsync().ConfigureAwait(false) is not { } message)
        {
            return [];
        }

        var chain = new BoxChain([pki.GoodLeaf, pki.Intermediate], BoxKeys.Curve);
        var recorded = new RecordingStream();
        var profile = new BoxProfile { Present = (_, _) => null };
        await new BoxTls12(profile, new BoxSocket(recorded, cancellation), (change ?? (same => same))(chain), TlsVersion.Tls12, 0xC02B, random)
            .RunAsync(message, OfferedHello.Read(message), [NamedGroup.Secp256R1]).ConfigureAwait(false);
        return Split(recorded.Written);
    }

    static List<byte[]> Split(byte[] records)
    {
        var content = new ByteQueue();
        for (var at = 0; at < records.Length; at += 5 + ((records[at + 3] << 8) | records[at + 4]))
        {
            content.Add(records.AsSpan(at + 5, (records[at + 3] << 8) | records[at + 4]));
        }

        var messages = new List<byte[]>();
        while (HandshakeMessage.TryRead(content.Sequence, out _) is { IsComplete: true } result)
        {
            messages.Add(content.Memory[..(int)result.Consumed].ToArray());
            content.Skip(result.Consumed);
        }

        return messages;
    }
}
