namespace ProtoHarness.Framing.Tests.Reading;

/// <summary>Gives 8 bytes a read, and cancels a source while the first read is under way: too late, because that read ends with bytes.</summary>
sealed class CancellingStream(byte[] bytes, CancellationTokenSource late) : MemoryStream(bytes)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await late.CancelAsync();
        return await base.ReadAsync(buffer[..Math.Min(8, buffer.Length)], CancellationToken.None);
    }
}
