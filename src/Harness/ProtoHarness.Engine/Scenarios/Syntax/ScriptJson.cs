using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>The JSON twin of a script, for machines: nothing is lost in either direction. The shape is in <c>docs/scenarios.md</c>.</summary>
public static class ScriptJson
{
    static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a script.</summary>
    /// <param name="script">The script.</param>
    /// <returns>JSON.</returns>
    public static string Write(Script script)
    {
        ArgumentNullException.ThrowIfNull(script);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            Lines(json, "lines", script.Statements);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    /// <summary>Reads a script.</summary>
    /// <param name="text">JSON, as <see cref="Write(Script)"/> writes it.</param>
    /// <returns>The script.</returns>
    /// <exception cref="FormatException">This is no script in JSON.</exception>
    public static Script Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 128 });
            return new Script(Lines(document.RootElement.GetProperty("lines")));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"this is no script in JSON: {e.Message}", e);
        }
    }

    static void Lines(Utf8JsonWriter json, string name, Sequence<Statement> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            if (line.Head.Length > 0)
            {
                json.WriteString("head", line.Head);
            }

            if (line.Arguments.Count > 0)
            {
                json.WriteStartArray("arguments");
                foreach (var argument in line.Arguments)
                {
                    Write(json, argument);
                }

                json.WriteEndArray();
            }

            if (line.Comment is not null)
            {
                json.WriteString("comment", line.Comment);
            }

            if (line.Body is { } body)
            {
                Lines(json, "body", body);
            }

            if (line.EndComment is not null)
            {
                json.WriteString("endComment", line.EndComment);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, Argument argument)
    {
        json.WriteStartObject();
        if (argument is Pair pair)
        {
            json.WriteString("name", pair.Name);
        }

        switch (argument is Pair { Value: var value } ? value : argument)
        {
            case Word word:
                json.WriteString("word", word.Text);
                break;
            case Quoted quoted:
                json.WriteString("text", quoted.Text);
                break;
            default:
                json.WriteBoolean("bar", true);
                break;
        }

        json.WriteEndObject();
    }

    static Sequence<Statement> Lines(JsonElement lines) => [.. lines.EnumerateArray().Select(line => new Statement(Text(line, "head") ?? "")
    {
        Arguments = line.TryGetProperty("arguments", out var arguments) ? [.. arguments.EnumerateArray().Select(Argument)] : [],
        Comment = Text(line, "comment"),
        Body = line.TryGetProperty("body", out var body) ? Lines(body) : null,
        EndComment = Text(line, "endComment"),
    })];

    static Argument Argument(JsonElement element)
    {
        ValueArgument? value = Text(element, "word") is { } word ? new Word(word) : Text(element, "text") is { } text ? new Quoted(text) : null;
        var name = Text(element, "name");
        return name is not null && value is not null ? new Pair(name, value)
            : value is not null && name is null ? value
            : element.TryGetProperty("bar", out _) ? new Bar()
            : throw new FormatException("an argument has 'word', 'text', 'name' with one of them, or 'bar'");
    }

    static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
