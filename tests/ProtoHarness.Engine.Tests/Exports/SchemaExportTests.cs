using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Exports;
using ProtoHarness.Framing;
using ProtoHarness.Framing.Tests.Samples;

namespace ProtoHarness.Engine.Tests.Exports;

public sealed class SchemaExportTests
{
    static PluginDefinition Plugin(FrameCodec codec) => PluginDefinition.Of(new SamplePlugin(codec));

    [Fact]
    public void A_specification_draws_each_frame_and_lists_its_fields()
    {
        var text = MarkdownSpecification.Write(Plugin(FrameCodec.Of<SmuxFrame>()), ParameterValues.Defaults);

        Assert.Contains("""
            +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            |    Version    |    Command    |            Length             |
            +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            |                           StreamId                            |
            +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            """, text, StringComparison.Ordinal);
        Assert.Contains("| 0 | 1 | `Version` | unsigned; always 0x01 |", text, StringComparison.Ordinal);
        Assert.Contains("| 2 | 2 | `Length` | unsigned, little-endian; the bytes of Data |", text, StringComparison.Ordinal);
        Assert.Contains("| 2 | Push |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_of_every_sample_is_in_each_export()
    {
        foreach (var codec in new[] { FrameCodec.Of<SmuxFrame>(), FrameCodec.Of<MixedFrame>(), FrameCodec.Of<Line>(), FrameCodec.Of<Everything>(), FrameCodec.Of<Envelope>() })
        {
            var plugin = Plugin(codec);
            var (spec, ksy, lua) = (MarkdownSpecification.Write(plugin, ParameterValues.Defaults), KaitaiStruct.Write(plugin, ParameterValues.Defaults), LuaDissector.Write(plugin, ParameterValues.Defaults));
            foreach (var field in codec.Schema.Fields)
            {
                Assert.Contains($"`{field.Name}`", spec, StringComparison.Ordinal);
                Assert.Contains($"- id: {KaitaiStruct.Name(field.Name)}\n", ksy, StringComparison.Ordinal);
                Assert.Contains($"\"{LuaDissector.FieldName(plugin.Id, codec.Schema.Name, field.Name)}\"", lua, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_frame_in_Kaitai_Struct_is_read_as_ours_is_declared()
    {
        var ksy = KaitaiStruct.Write(Plugin(FrameCodec.Of<Envelope>()), ParameterValues.Defaults);

        Assert.Contains("""
                  - id: magic
                    contents: [0x45, 0x4e, 0x56]
            """, ksy, StringComparison.Ordinal);
        Assert.Contains("""
                  - id: length_run
                    type: envelope_length_run
                    size: length - 4
            """, ksy, StringComparison.Ordinal);
        Assert.Contains("switch-on: _parent.kind.to_i", ksy, StringComparison.Ordinal);
        Assert.Contains("    7: tree\n", ksy, StringComparison.Ordinal);
        Assert.DoesNotContain("\t", ksy, StringComparison.Ordinal);
    }
}
