using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>Messages to and from lines. Never throws on what a peer sent.</summary>
public static class MessageCodec
{
    /// <summary>How deep a line may nest.</summary>
    public const int MaxDepth = 16;

    /// <summary>The longest name of a request, in UTF-16 units.</summary>
    public const int MaxUid = 128;

    static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    // Nobody puts these lines into HTML: without escapes an answer is hardly longer than its request.
    static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Reads a request.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="request">The request, when the line is one.</param>
    /// <returns>Null when it is one; else a word of <see cref="RefusalReason"/>.</returns>
    public static string? TryReadRequest(in ReadOnlySequence<byte> line, out JsonRequest? request)
    {
        var refusal = TryRead(line, MessageContext.Default.JsonRequest, out request);
        if (refusal is null && request!.Uid.Length is 0 or > MaxUid)
        {
            request = null;
            return RefusalReason.NotRequest;
        }

        return refusal;
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="answer">The answer, when the line is one.</param>
    /// <returns>Null when it is one; else a word of <see cref="RefusalReason"/>.</returns>
    public static string? TryReadAnswer(in ReadOnlySequence<byte> line, out JsonAnswer? answer)
    {
        var refusal = TryRead(line, MessageContext.Default.JsonAnswer, out answer);
        if (refusal is null && (answer!.Uid.Length > MaxUid || (answer.Val is null) == (answer.Err is null)))
        {
            answer = null;
            return RefusalReason.NotRequest;
        }

        return refusal;
    }

    /// <summary>Writes a request as a line.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The line, with its line feed.</returns>
    public static ReadOnlyMemory<byte> Write(JsonRequest request) => Write(request, MessageContext.Default.JsonRequest);

    /// <summary>Writes an answer as a line.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The line, with its line feed.</returns>
    public static ReadOnlyMemory<byte> Write(JsonAnswer answer) => Write(answer, MessageContext.Default.JsonAnswer);

    static ReadOnlyMemory<byte> Write<T>(T message, JsonTypeInfo<T> type)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line, WriterOptions))
        {
            JsonSerializer.Serialize(writer, message, type);
        }

        line.Write("\n"u8);
        return line.WrittenMemory;
    }

    static string? TryRead<T>(in ReadOnlySequence<byte> line, JsonTypeInfo<T> type, out T? message)
        where T : class
    {
        message = null;
        if (line.IsSingleSegment)
        {
            return TryRead(line.FirstSpan, type, out message);
        }

        var copy = ArrayPool<byte>.Shared.Rent((int)line.Length);
        try
        {
            line.CopyTo(copy);
            return TryRead(copy.AsSpan(0, (int)line.Length), type, out message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    static string? TryRead<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type, out T? message)
        where T : class
    {
        message = null;
        if (!Utf8.IsValid(line))
        {
            return RefusalReason.NotUtf8;
        }

        // Syntax first, so that "no JSON" and "JSON, but no request" are told apart, and nothing is built of what is neither.
        try
        {
            var syntax = new Utf8JsonReader(line, ReaderOptions);
            while (syntax.Read())
            {
            }
        }
        catch (JsonException)
        {
            return RefusalReason.NotJson;
        }

        try
        {
            message = JsonSerializer.Deserialize(line, type);
            return message is null ? RefusalReason.NotRequest : null;
        }
        catch (JsonException)
        {
            return RefusalReason.NotRequest;
        }
    }
}
