using System.Text.Json.Serialization;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>An answer (docs/wire/json-lines.md, "Messages").</summary>
/// <param name="Uid">The request's name; empty when a line was refused whose name could not be read.</param>
/// <param name="Ts">When, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Val">What is answered; null in a refusal.</param>
/// <param name="Err">Why the line was refused, one of the words of <see cref="RefusalReason"/>; null in an answer.</param>
public sealed record JsonAnswer(
    [property: JsonPropertyOrder(0)] string Uid, [property: JsonPropertyOrder(2)] long Ts,
    [property: JsonPropertyOrder(1)] string? Val = null, [property: JsonPropertyOrder(3)] string? Err = null);
