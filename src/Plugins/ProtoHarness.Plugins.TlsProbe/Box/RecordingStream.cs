namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>Keeps what is written; there is nothing to read.</summary>
sealed class RecordingStream : MemoryStream
{
    public byte[] Written => ToArray();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(0);
}
