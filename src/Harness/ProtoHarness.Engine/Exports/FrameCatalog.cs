using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Exports;

/// <summary>All frames that a plugin declares, and those inside them.</summary>
static class FrameCatalog
{
    /// <summary>The frames, each before those that it holds; each once, by its name.</summary>
    public static IReadOnlyList<FrameSchema> Of(PluginDefinition plugin, ParameterValues values)
    {
        var wire = plugin.Wire?.Invoke(values);
        var found = new List<FrameSchema>();
        foreach (var codec in new[] { wire?.ToServer, wire?.ToClient }.Concat(plugin.Frames))
        {
            if (codec is not null)
            {
                Add(codec.Schema, found);
            }
        }

        return found;
    }

    static void Add(FrameSchema schema, List<FrameSchema> found)
    {
        if (!found.Exists(known => known.Name == schema.Name))
        {
            found.Add(schema);
            foreach (var inner in schema.Fields.SelectMany(Inner))
            {
                Add(inner, found);
            }
        }
    }

    static IEnumerable<FrameSchema> Inner(FieldSchema field) =>
        (field.Nested is { } nested ? [nested()] : Enumerable.Empty<FrameSchema>())
        .Concat(field.Cases.Select(one => one.Schema()))
        .Concat(field.Element is { } element ? Inner(element) : []);
}
