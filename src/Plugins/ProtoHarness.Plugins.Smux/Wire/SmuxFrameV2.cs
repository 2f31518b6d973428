using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Smux;

/// <summary>A frame of version 2 (docs/wire/smux.md, section 1): data with PSH, counts with UPD, nothing with the others.</summary>
/// <param name="Version">2.</param>
/// <param name="Command">What the frame does.</param>
/// <param name="Length">The payload's length in bytes.</param>
/// <param name="StreamId">The stream; 0 for a keep-alive.</param>
/// <param name="Update">What was read and what may be under way; null unless the command is UPD.</param>
/// <param name="Data">The data; null unless the command is PSH.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = SmuxHeader.EncodedLength + ushort.MaxValue)]
public readonly partial record struct SmuxFrameV2(
    [Const(2)] byte Version,
    SmuxCommand Command,
    [LengthOf(nameof(Update), To = nameof(Data))] ushort Length,
    uint StreamId,
    [When(nameof(Command), Equal = SmuxCommand.Upd)] SmuxUpdate? Update,
    [When(nameof(Command), Equal = SmuxCommand.Psh), Remaining] ReadOnlySequence<byte>? Data);
