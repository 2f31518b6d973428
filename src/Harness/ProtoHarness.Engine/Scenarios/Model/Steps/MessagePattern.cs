namespace ProtoHarness.Engine.Scenarios;

/// <summary>What an end sends or must receive.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The frame's name, or the bytes as written.</param>
/// <param name="Fields">The frame's fields; <c>_</c> as a value matches anything, <c>$name</c> is a captured value.</param>
public sealed record MessagePattern(MessageKind Kind, Named Name, Sequence<Setting> Fields)
{
    /// <summary>The bytes, for <see cref="MessageKind.Raw"/>.</summary>
    public Sequence<byte> Bytes { get; init; } = [];
}
