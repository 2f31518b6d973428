namespace ProtoHarness.Plugins.JsonLines;

/// <summary>A request (docs/wire/json-lines.md, "Messages").</summary>
/// <param name="Uid">Names the request on its connection: 1 to <see cref="MessageCodec.MaxUid"/> UTF-16 units.</param>
/// <param name="Val">What is asked.</param>
public sealed record JsonRequest(string Uid, string Val);
