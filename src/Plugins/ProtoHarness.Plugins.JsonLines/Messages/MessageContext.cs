using System.Text.Json.Serialization;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>Reading and writing of the messages, generated at compile time. Unknown members are skipped, a doubled one is an error.</summary>
[JsonSourceGenerationOptions(
    MaxDepth = MessageCodec.MaxDepth,
    AllowDuplicateProperties = false,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonRequest))]
[JsonSerializable(typeof(JsonAnswer))]
sealed partial class MessageContext : JsonSerializerContext;
