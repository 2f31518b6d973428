using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Queue;

/// <summary>What a client pushes (docs/wire/queue.md, "Jobs").</summary>
/// <param name="Id">Names the job on its connection; the client chooses.</param>
/// <param name="Payload">The work. The codec's limit is 1 MiB; a server may allow less (<c>max-job</c>).</param>
[Frame(ByteOrder.BigEndian, MaxLength = Job.MaxPayload + 8)]
public readonly partial record struct Job(uint Id, [LengthPrefixed(LengthPrefix.U32), Limit(Job.MaxPayload)] ReadOnlyMemory<byte> Payload)
{
    /// <summary>The largest payload that the codec knows, in bytes.</summary>
    public const int MaxPayload = 1024 * 1024;
}
