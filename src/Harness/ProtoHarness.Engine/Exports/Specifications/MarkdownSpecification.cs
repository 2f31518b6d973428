using System.Globalization;
using System.Text;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Exports;

/// <summary>A plugin's specification in Markdown: what the directions carry, and of each frame a diagram and a table of its fields.</summary>
public static class MarkdownSpecification
{
    /// <summary>Writes the specification.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="values">The values of its options: they decide what the two directions are made of.</param>
    /// <returns>Markdown.</returns>
    public static string Write(PluginDefinition plugin, ParameterValues values)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(values);
        var wire = plugin.Wire?.Invoke(values);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {plugin.Id}\n\n{Sentence(plugin.Summary)}\n");
        if (wire is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nA client sends {Of(wire.ToServer)}, a server {Of(wire.ToClient)}.\n");
        }

        foreach (var frame in FrameCatalog.Of(plugin, values))
        {
            Frame(text, frame);
        }

        Parameters(text, "Options", plugin.Options);
        if (plugin.Conversations.Count > 0)
        {
            text.Append("\n## Conversations\n\n| conversation | does | parameters |\n|---|---|---|\n");
            foreach (var one in plugin.Conversations)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{one.Name}` | {Cell(one.Summary)} | {string.Join(", ", one.Parameters.Select(parameter => $"`{parameter.Name}`"))} |\n");
            }
        }

        return text.ToString();
    }

    static string Of(FrameCodec? codec) => codec is null ? "what is no sequence of one kind of frame" : $"`{codec.Schema.Name}` frames, one after the other";

    static void Frame(StringBuilder text, FrameSchema frame)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {frame.Name}\n");
        if (frame.Summary.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Sentence(frame.Summary)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nAt most {frame.MaxLength:N0} bytes.{(frame.IsSelfDelimiting ? "" : " It reaches to the end of what encloses it.")}\n");
        if (frame.Fields.Count == 0)
        {
            text.Append("\nIts codec is written by hand and does not describe itself.\n");
            return;
        }

        text.Append("\n```\n").Append(FrameDiagram.Draw(frame)).Append("```\n\n| offset | bytes | field | is | means |\n|---:|---:|---|---|---|\n");
        foreach (var field in frame.Fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {FieldWords.Offset(field)} | {FieldWords.Size(field)} | `{field.Name}` | {Cell(FieldWords.Is(field))} | {Cell(field.Summary)} |\n");
        }

        foreach (var field in frame.Fields.Where(field => field.Names.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n| `{field.Name}` | |\n|---:|---|\n");
            foreach (var value in field.Names)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {value.Value} | {value.Name} |\n");
            }

            text.Append(field.IsClosed ? "\nAny other value is malformed.\n" : "\nOther values are taken too.\n");
        }
    }

    static void Parameters(StringBuilder text, string title, IReadOnlyList<Parameter> parameters)
    {
        if (parameters.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| name | default | means |\n|---|---|---|\n");
            foreach (var parameter in parameters)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{parameter.Name}` | {Cell(parameter.DefaultText)} | {Cell(parameter.Summary)} |\n");
            }
        }
    }

    static string Sentence(string text) => text.Length == 0 ? "" : $"{char.ToUpperInvariant(text[0])}{text[1..]}{(text[^1] == '.' ? "" : ".")}";

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
