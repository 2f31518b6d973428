using System.Globalization;
using System.Xml.Linq;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Captures;
using ProtoHarness.Engine.Exports;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;
using ProtoHarness.Framing.Tests.Samples;

namespace ProtoHarness.Engine.Tests.Exports;

public sealed class DissectorTests
{
    static readonly FrameCodec[] Codecs =
    [
        FrameCodec.Of<SmuxFrame>(), FrameCodec.Of<LengthPrefixFrame>(), FrameCodec.Of<MixedFrame>(), FrameCodec.Of<Line>(), FrameCodec.Of<Everything>(), FrameCodec.Of<Tree>(), FrameCodec.Of<Envelope>(),
    ];

    public static TheoryData<string> Names => [.. Codecs.Select(codec => codec.Schema.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Wireshark_sees_the_fields_that_we_see(string name)
    {
        var codec = Codecs.Single(codec => codec.Schema.Name == name);
        foreach (var (seed, rules) in new[] { (1UL, ""), (2UL, "* chunks 7") })
        {
            var spec = SamplePlugin.Session(codec, seed) with { Faults = rules.Length == 0 ? [] : FaultRule.Parse(rules) };
            var result = SessionRunner.Run(spec);
            Assert.True(result.Completed, string.Join("\n", result.Roles));

            var packets = await Tshark.PacketsAsync(SessionCapture.Write(result), LuaDissector.Write(spec.Plugin, spec.Values));
            Assert.DoesNotContain(packets.Descendants("field"), field => (string?)field.Attribute("name") is "_ws.malformed" or "_ws.lua.error" or "tcp.checksum.bad" || ((string?)field.Attribute("showname"))?.Contains("Malformed", StringComparison.Ordinal) == true);
            foreach (var direction in result.Directions)
            {
                var ours = Ours(spec.Plugin, codec, direction.Delivered);
                Assert.True(ours.Count > 5);
                Assert.Equal(ours, Theirs(packets, direction.Direction));
            }
        }
    }

    [Fact]
    public async Task Wireshark_sees_datagrams_as_frames_over_udp()
    {
        var codec = FrameCodec.Of<SmuxFrame>();
        var result = SessionRunner.Run(SamplePlugin.Session(codec, 1, ConnectionKind.Datagram));
        Assert.True(result.Completed, string.Join("\n", result.Roles));

        var packets = await Tshark.PacketsAsync(SessionCapture.Write(result), LuaDissector.Write(result.Spec.Plugin, result.Spec.Values));
        Assert.Equal(24, packets.Count);
        Assert.All(packets, packet => Assert.DoesNotContain(packet.Descendants("field"), field => (string?)field.Attribute("name") is "_ws.malformed" or "_ws.lua.error" or "udp.checksum.bad"));
        foreach (var direction in result.Directions)
        {
            Assert.Equal(Ours(result.Spec.Plugin, codec, direction.Delivered), Theirs(packets, direction.Direction, "udp"));
        }
    }

    [Fact]
    public async Task A_fault_is_a_comment_of_the_packet_at_which_it_shows()
    {
        var spec = SamplePlugin.Session(FrameCodec.Of<SmuxFrame>(), 1) with { Faults = FaultRule.Parse("C>S truncate @20") };
        var result = SessionRunner.Run(spec);

        var packets = await Tshark.PacketsAsync(SessionCapture.Write(result, "FAIL as it should"), LuaDissector.Write(spec.Plugin, spec.Values));
        var comments = packets.Descendants("field").Where(field => (string?)field.Attribute("name") == "frame.comment").ToList();
        Assert.Contains("truncate @20 on connection 1 C>S: fired 1 time", Assert.Single(comments).Attribute("show")!.Value, StringComparison.Ordinal);
        var marked = comments[0].Ancestors("packet").Single();
        Assert.Contains(marked.Descendants("field"), field => (string?)field.Attribute("name") == "tcp.dstport" && (string?)field.Attribute("show") == "40000");
        Assert.Equal(20, packets.Descendants("field").Where(field => (string?)field.Attribute("name") == "tcp.len" && Parent(field, "tcp.dstport") == "40000").Sum(field => int.Parse(field.Attribute("show")!.Value, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_frame_that_is_malformed_is_said_to_be()
    {
        var spec = SamplePlugin.Session(FrameCodec.Of<SmuxFrame>(), 1) with { Faults = FaultRule.Parse("C>S overwrite @0 ff") };
        var result = SessionRunner.Run(spec);

        var packets = await Tshark.PacketsAsync(SessionCapture.Write(result), LuaDissector.Write(spec.Plugin, spec.Values));
        Assert.Contains(packets.Descendants("field").Concat(packets.Descendants("proto")), field => ((string?)field.Attribute("showname") ?? (string?)field.Attribute("show"))?.Contains("Version must be a constant", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_plugin_that_does_not_say_what_it_carries_has_no_dissector() =>
        Assert.Contains("PluginBuilder.Wire", Assert.Throws<NotSupportedException>(() => LuaDissector.Write(Sessions.EchoPlugin.Definition, ParameterValues.Defaults)).Message, StringComparison.Ordinal);

    static string? Parent(XElement field, string name) => (string?)field.Parent!.Elements("field").FirstOrDefault(one => (string?)one.Attribute("name") == name)?.Attribute("show");

    /// <summary>Each field with a value, as a line: its name in filters, and its number, or its bytes.</summary>
    static List<string> Ours(PluginDefinition plugin, FrameCodec codec, ReadOnlyMemory<byte> bytes)
    {
        var lines = new List<string>();
        foreach (var (start, length) in WireMap.Frames(codec, bytes))
        {
            var frame = bytes.Slice((int)start, (int)length);
            foreach (var node in FrameTreeReader.Read(codec.Schema, frame.Span).Tree.Nodes)
            {
                var isElement = node.Schema.Name.Length == 0;
                var named = isElement ? node.Parent! : node;
                var owner = named.Parent!;
                var name = LuaDissector.FieldName(plugin.Id, owner.Frame!.Name, isElement ? $"{named.Schema.Name}.item" : named.Schema.Name);
                var text = node.Schema.Kind switch
                {
                    FieldKind.Integer or FieldKind.VarInt => node.Number.ToString(CultureInfo.InvariantCulture),
                    FieldKind.Float => Convert.ToHexStringLower(frame.Span.Slice((int)(node.Offset / 8), (int)(node.Length / 8))),
                    FieldKind.Bytes or FieldKind.Text => Convert.ToHexStringLower(node.Content.Span),
                    _ => "",
                };
                if (text.Length > 0)
                {
                    lines.Add($"{name} {text}");
                }
            }
        }

        return lines;
    }

    static List<string> Theirs(List<XElement> packets, Direction direction, string transport = "tcp")
    {
        var lines = new List<string>();
        foreach (var packet in packets.Where(packet => packet.Descendants("field").Any(field => (string?)field.Attribute("name") == (direction == Direction.ToServer ? $"{transport}.dstport" : $"{transport}.srcport") && (string?)field.Attribute("show") == "40000")))
        {
            foreach (var field in packet.Elements("proto").Where(proto => proto.Attribute("name")!.Value.StartsWith("ph_", StringComparison.Ordinal)).SelectMany(proto => proto.Descendants("field")))
            {
                var name = field.Attribute("name")!.Value;
                if (!IsOurs(field) || field.Elements("field").Any(IsOurs))
                {
                    continue;
                }

                // A text that begins with a zero is shown as nothing at all; its bytes are there.
                var (shown, bytes) = (field.Attribute("show")?.Value ?? "", field.Attribute("value")?.Value ?? "");
                var isNumber = !IsBytes(name) && Int128.TryParse(shown, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
                if (isNumber || IsBytes(name))
                {
                    lines.Add($"{name} {(isNumber ? shown : bytes)}");
                }
            }
        }

        return lines;
    }

    // Wireshark adds remarks of its own, such as that a text has zeros in it.
    static bool IsOurs(XElement field) => field.Attribute("name")!.Value.StartsWith("ph_", StringComparison.Ordinal);

    static bool IsBytes(string name) => Codecs.Select(codec => codec.Schema).Any(schema => schema.Fields.Any(field =>
        (field.Kind is FieldKind.Bytes or FieldKind.Text or FieldKind.Float || field.Element?.Kind is FieldKind.Bytes or FieldKind.Text or FieldKind.Float)
        && name.StartsWith(LuaDissector.FieldName("sample-frames", schema.Name, field.Name), StringComparison.Ordinal)))
        || name.EndsWith(".hello.who", StringComparison.Ordinal) || name.EndsWith(".raw.bytes", StringComparison.Ordinal);
}
