using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Tests.Scenarios;

/// <summary>The frame of the chat protocol of these tests.</summary>
[Frame(ByteOrder.BigEndian, MaxLength = 1024)]
public readonly partial record struct ChatFrame(ChatKind Kind, ushort Room, [LengthOf(nameof(Data))] ushort Length, ReadOnlyMemory<byte> Data);

/// <summary>What a chat frame does.</summary>
[Closed]
public enum ChatKind : byte
{
    /// <summary>Says something; is answered by <see cref="Heard"/>.</summary>
    Say = 1,

    /// <summary>The answer.</summary>
    Heard = 2,

    /// <summary>Ends the chat; is answered by the end of the stream.</summary>
    Bye = 3,

    /// <summary>Is a bug of the server: it throws what no role may throw.</summary>
    Crash = 4,

    /// <summary>Is answered by nothing, ever.</summary>
    Mute = 5,
}
