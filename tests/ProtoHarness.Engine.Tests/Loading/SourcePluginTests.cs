using System.Buffers;
using System.Text;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Engine.Tests.Loading;

public sealed class SourcePluginTests : IDisposable
{
    const string Framed = """
        [Frame(ByteOrder.BigEndian, MaxLength = 300)]
        public readonly partial record struct Word([LengthOf(nameof(Letters))] byte Length, ReadOnlySequence<byte> Letters);

        public sealed class WordPlugin : IProtocolPlugin
        {
            public void Define(PluginBuilder plugin) => plugin.Describe("word", "words behind their length").Frame<Word>();
        }
        """;

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static SourceCompilation Compile(string source) => SourceCompiler.Compile("/somewhere/plugin.cs", Encoding.UTF8.GetBytes(source));

    [Fact]
    public async Task A_frame_in_a_source_file_has_a_codec()
    {
        await using var plugin = new PluginCatalog().LoadOne(_folder.Write("word.cs", Framed));

        var codec = Assert.Single(plugin.Definition.Frames);
        Assert.Equal("Word", codec.Schema.Name);
        var result = codec.TryRead(new ReadOnlySequence<byte>("\u0003abcd"u8.ToArray()), out var frame);
        Assert.True(result.IsComplete);
        Assert.Equal(4, codec.GetEncodedLength(frame!));
    }

    [Fact]
    public async Task A_source_plugin_with_frames_is_really_gone_after_unloading()
    {
        var plugin = new PluginCatalog().LoadOne(_folder.Write("word.cs", Framed));
        var verdict = await plugin.UnloadAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(verdict.Gone, verdict.ToString());
    }

    [Fact]
    public void A_wrong_frame_is_an_error_of_the_generator_at_its_line()
    {
        var compiled = Compile(Framed.Replace("nameof(Letters)", "\"Nothing\"", StringComparison.Ordinal));
        Assert.Null(compiled.Image);
        Assert.Null(compiled.GeneratorFailure);
        var error = Assert.Single(compiled.Errors, error => error.Id.StartsWith("PH", StringComparison.Ordinal));
        Assert.Equal(2, error.Line);
        Assert.Contains("^", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_source_gives_the_same_assembly() => Assert.Equal(Compile(Framed).Image!.Assembly, Compile(Framed).Image!.Assembly);

    [Fact]
    public void The_hosts_own_assemblies_are_out_of_reach() =>
        Assert.Contains(Compile("class X { ProtoHarness.Engine.NearestWord? Y; }").Errors, error => error.Id is "CS0234" or "CS0246");

    [Fact]
    public async Task A_warning_is_kept_and_stops_nothing()
    {
        await using var plugin = new PluginCatalog().LoadOne(_folder.Write("tiny.cs", TestPlugin.Source(body: "void F() { int unused; }")));
        Assert.Contains("warning CS0168", Assert.Single(plugin.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_from_a_source_plugin_knows_its_line()
    {
        var path = _folder.Write("tiny.cs", TestPlugin.Source().Replace(
            "context => Task.CompletedTask", "context =>\n throw new System.InvalidOperationException()", StringComparison.Ordinal));
        await using var plugin = new PluginCatalog().LoadOne(path);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => plugin.Definition.Conversations[0].Run(null!));

        var line = 1 + File.ReadAllText(path)[..File.ReadAllText(path).IndexOf("throw", StringComparison.Ordinal)].Count(c => c == '\n');
        Assert.Contains($"{path}:line {line}", exception.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_identity_changes_with_the_content_and_with_nothing_else()
    {
        var catalog = new PluginCatalog();
        await using var one = catalog.LoadOne(_folder.Write("one.cs", TestPlugin.Source()));
        await using var copy = catalog.LoadOne(_folder.Write("copy.cs", TestPlugin.Source()));
        await using var other = catalog.LoadOne(_folder.Write("other.cs", TestPlugin.Source(summary: "another")));

        Assert.Equal(one.Identity, copy.Identity);
        Assert.NotEqual(one.Identity, other.Identity);
        Assert.Matches("^tiny@[0-9a-f]{16}$", one.Identity.ToString());
    }
}
