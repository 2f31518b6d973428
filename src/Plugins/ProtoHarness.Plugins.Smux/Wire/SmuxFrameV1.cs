using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Smux;

/// <summary>A frame of version 1 (docs/wire/smux.md, section 1): data with PSH, nothing with the others.</summary>
/// <param name="Version">1.</param>
/// <param name="Command">What the frame does; UPD is none of version 1.</param>
/// <param name="Length">The payload's length in bytes.</param>
/// <param name="StreamId">The stream; 0 for a keep-alive.</param>
/// <param name="Data">The data; null unless the command is PSH.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = SmuxHeader.EncodedLength + ushort.MaxValue)]
public readonly partial record struct SmuxFrameV1(
    [Const(1)] byte Version,
    SmuxCommandV1 Command,
    [LengthOf(nameof(Data))] ushort Length,
    uint StreamId,
    [When(nameof(Command), Equal = SmuxCommandV1.Psh)] ReadOnlySequence<byte>? Data);
