using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>What all the frames of this plugin have in common, so that one echo serves them all.</summary>
/// <typeparam name="TSelf">The frame itself.</typeparam>
public interface IMessageFrame<TSelf> : IFrame<TSelf>
    where TSelf : IMessageFrame<TSelf>
{
    /// <summary>The message.</summary>
    ReadOnlySequence<byte> Message { get; }

    /// <summary>The frame of a message.</summary>
    /// <param name="message">The message.</param>
    /// <returns>The frame.</returns>
    static abstract TSelf Of(ReadOnlySequence<byte> message);
}
