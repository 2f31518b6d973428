using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What a frame says (docs/wire/file-transfer.md, 2). Those below 16 go to the receiver, the others to the sender.</summary>
[Closed]
public enum TransferKind : byte
{
    /// <summary>A file or folder is offered; the body is an <see cref="Offer"/>.</summary>
    Offer = 1,

    /// <summary>Bytes of the file; the value is their offset.</summary>
    Chunk = 2,

    /// <summary>All bytes were sent; the body is the digest when the offer had none.</summary>
    Finish = 3,

    /// <summary>The sender stops this file here, to go on another time.</summary>
    Cancel = 4,

    /// <summary>Nothing more is offered; the value is the number of offers.</summary>
    End = 5,

    /// <summary>The file is wanted, from the offset in the value on.</summary>
    Accept = 16,

    /// <summary>It is there already, with the same content.</summary>
    Have = 17,

    /// <summary>It is not taken; the value is a <see cref="RefusalReason"/>, the body says why in words.</summary>
    Refuse = 18,

    /// <summary>It is stored under its name, and survives a crash.</summary>
    Stored = 19,

    /// <summary>It could not be stored; value and body as with <see cref="Refuse"/>.</summary>
    Failed = 20,

    /// <summary>It was stopped; the value is how many bytes are kept.</summary>
    Kept = 21,

    /// <summary>The end is understood; the value is the number of entries stored or there already.</summary>
    Ended = 22,
}
