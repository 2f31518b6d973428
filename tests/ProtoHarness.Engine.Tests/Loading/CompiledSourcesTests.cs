using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Engine.Tests.Loading;

public sealed class CompiledSourcesTests : IDisposable
{
    const string At = "/somewhere/plugin.cs";

    static readonly byte[] Source = "// a plugin"u8.ToArray();

    static readonly SourceError Warning = new(At, 3, 14, "warning", "CS0219", "it is never used", "        var x = 1;");

    static readonly SourceCompilation Compiled = new(new AssemblyImage("plugin", At, [1, 2, 3], Symbols: null), [], [Warning], GeneratorFailure: null);

    readonly TempFolder _folder = new();
    readonly CompiledSources _kept;

    public CompiledSourcesTests() => _kept = new CompiledSources(Path.Combine(_folder.Root, "compiled"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_kept_is_found_again_with_its_warnings()
    {
        Assert.Null(_kept.Find(At, Source));
        _kept.Keep(At, Source, Compiled);

        var found = _kept.Find(At, Source);

        Assert.Equal([1, 2, 3], found!.Image!.Assembly);
        Assert.Equal(("plugin", At), (found.Image.Name, found.Image.Path));
        Assert.Equal([Warning], found.Warnings);
        Assert.Empty(found.Errors);
    }

    [Fact]
    public void Another_content_and_another_place_are_compiled_anew()
    {
        _kept.Keep(At, Source, Compiled);

        Assert.Null(_kept.Find(At, [.. Source, (byte)'\n']));
        Assert.Null(_kept.Find("/elsewhere/plugin.cs", Source));
    }

    [Fact]
    public void What_has_errors_or_was_made_without_the_generator_is_not_kept()
    {
        _kept.Keep(At, Source, Compiled with { Image = null });
        _kept.Keep(At, Source, Compiled with { GeneratorFailure = "it is missing" });

        Assert.Null(_kept.Find(At, Source));
    }

    [Fact]
    public void What_was_cut_off_is_compiled_anew()
    {
        _kept.Keep(At, Source, Compiled);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Root, "compiled")));
        var whole = File.ReadAllBytes(file);

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Null(_kept.Find(At, Source));
        }
    }

    [Fact]
    public void Folder_that_cannot_be_written_costs_a_compilation_and_nothing_else()
    {
        var kept = new CompiledSources(_folder.Write("a-file", ""));
        kept.Keep(At, Source, Compiled);

        Assert.Null(kept.Find(At, Source));
    }
}
