using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Exports;

/// <summary>
/// A plugin's frames as a Kaitai Struct file (format 0.10): a type for each frame, and at the top one direction of a connection, as frames one after the other.
/// </summary>
/// <remarks>
/// What the format cannot say is said in comments: checksums are read and not verified, upper limits are not checked, a field that the plugin encodes by its own code is
/// bytes. Kaitai Struct names things in snake_case.
/// </remarks>
public static partial class KaitaiStruct
{
    /// <summary>Writes the file.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="values">The values of its options: they decide what the two directions are made of.</param>
    /// <returns>YAML.</returns>
    public static string Write(PluginDefinition plugin, ParameterValues values)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(values);
        var frames = FrameCatalog.Of(plugin, values);
        var wire = plugin.Wire?.Invoke(values);
        var top = wire?.ToServer?.Schema ?? wire?.ToClient?.Schema ?? (frames.Count > 0 ? frames[0] : null);
        var yaml = new StringBuilder();
        yaml.Append(CultureInfo.InvariantCulture, $"# {plugin.Id}: {plugin.Summary}\n# Written by ProtoHarness from the plugin's schemas.\nmeta:\n  id: {Name(plugin.Id)}\n  title: {Quote(plugin.Summary)}\n  ks-version: '0.10'\n  endian: be\n  bit-endian: be\n");
        if (frames.Any(frame => frame.Fields.Any(UsesVarInt)))
        {
            yaml.Append("  imports:\n    - /common/vlq_base128_le\n");
        }

        if (top is not null)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"seq:\n  - id: frames\n    type: {Name(top.Name)}\n    repeat: eos\n");
        }

        yaml.Append("types:\n");
        foreach (var frame in frames)
        {
            new KaitaiFrame(frame, yaml).Write();
        }

        KaitaiEnums.Write(frames, yaml);
        return yaml.ToString();
    }

    internal static bool UsesVarInt(FieldSchema field) => field.Kind == FieldKind.VarInt || field.Prefix == LengthPrefix.VarInt || (field.Element is { } element && UsesVarInt(element));

    /// <summary>A name as the format demands it: lower case, digits and underscores.</summary>
    internal static string Name(string name) => Words().Replace(name, "_").Replace('-', '_').Replace('.', '_').ToLowerInvariant();

    internal static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Words();
}
