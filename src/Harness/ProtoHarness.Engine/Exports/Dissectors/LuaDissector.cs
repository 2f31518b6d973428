using System.Globalization;
using System.Text;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Exports;

/// <summary>
/// A dissector for Wireshark, from a plugin's schemas: a Lua file that knows the plugin's frames by tables, and reads them by one program that is the same
/// for all. It asks Wireshark for more bytes when a frame is not whole, and says what is wrong with one that is malformed.
/// </summary>
/// <remarks>
/// A field is <c>ph_PLUGIN.frame.field</c>, in lower case; an element of an array ends in <c>.item</c>. Fields that the plugin encodes by its own code are shown
/// as bytes where something else says how long they are; else the rest of the segment is not dissected. Checksums are shown, not verified.
/// </remarks>
public static class LuaDissector
{
    /// <summary>The server's port in captures that ProtoHarness writes, and the dissector's until its preference says otherwise.</summary>
    public const int DefaultPort = 40_000;

    /// <summary>The name of a field in filters.</summary>
    /// <param name="plugin">The plugin's id.</param>
    /// <param name="frame">The frame's name.</param>
    /// <param name="field">The field's name.</param>
    /// <returns>Such as <c>ph_smux.smuxframev1.command</c>.</returns>
    public static string FieldName(string plugin, string frame, string field) => $"{ProtocolName(plugin)}.{frame.ToLowerInvariant()}.{field.ToLowerInvariant()}";

    /// <summary>The name of the protocol in filters.</summary>
    /// <param name="plugin">The plugin's id.</param>
    /// <returns>Such as <c>ph_smux</c>.</returns>
    public static string ProtocolName(string plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return $"ph_{plugin.Replace('-', '_')}";
    }

    /// <summary>Writes the dissector.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="values">The values of its options: they decide what the two directions are made of.</param>
    /// <returns>Lua.</returns>
    /// <exception cref="NotSupportedException">The plugin does not say what its connections carry, or its frames do not describe themselves.</exception>
    public static string Write(PluginDefinition plugin, ParameterValues values)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(values);
        var wire = plugin.Wire?.Invoke(values);
        if (wire is null or { ToServer: null, ToClient: null })
        {
            throw new NotSupportedException($"'{plugin.Id}' does not say what its connections carry (PluginBuilder.Wire), so there is nothing to dissect");
        }

        var frames = FrameCatalog.Of(plugin, values);
        var lua = new StringBuilder();
        lua.Append(CultureInfo.InvariantCulture, $"-- Wireshark dissector of {plugin.Id}: {plugin.Summary}\n-- Written by ProtoHarness from the plugin's schemas: wireshark -X lua_script:FILE\n\n")
            .Append(CultureInfo.InvariantCulture, $"local protocol = Proto({LuaText.Quote(ProtocolName(plugin.Id))}, {LuaText.Quote(plugin.Id)})\n")
            .Append(CultureInfo.InvariantCulture, $"local transport = {LuaText.Quote(plugin.Kind == ConnectionKind.Datagram ? "udp" : "tcp")}\n")
            .Append(CultureInfo.InvariantCulture, $"protocol.prefs.port = Pref.uint(\"Server's port\", {DefaultPort}, \"The \" .. transport .. \" port of the server\")\n")
            .Append(CultureInfo.InvariantCulture, $"local to_server = {LuaText.Quote(wire.ToServer?.Schema.Name ?? "")}\nlocal to_client = {LuaText.Quote(wire.ToClient?.Schema.Name ?? "")}\n")
            .Append("local fields, frames, all = {}, {}, {}\n\nlocal function declare(field)\n  fields[#fields + 1] = field\n  all[#all + 1] = field\n  return #fields\nend\n\n");
        foreach (var frame in frames)
        {
            new LuaFrame(plugin.Id, frame, lua).Write();
        }

        return lua.Append("protocol.fields = all\n\n").Append(Runtime()).ToString();
    }

    static string Runtime()
    {
        using var stream = typeof(LuaDissector).Assembly.GetManifestResourceStream("ProtoHarness.Engine.Exports.dissector.lua")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
