using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Engine.Tests.Loading;

public sealed class LoadingPluginsTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    PluginCatalog Catalog() => new(new PluginCatalogOptions { WorkingFolder = _folder.Root, BundledFolder = _folder.At("bundled") });

    [Fact]
    public async Task A_dll_is_loaded_with_its_declarations()
    {
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source(), Version = "3.2.1.0" }.WriteTo(_folder.Root);

        await using var plugin = Catalog().LoadOne(path);

        Assert.Equal("tiny", plugin.Id);
        Assert.Equal("a plugin", plugin.Definition.Summary);
        Assert.Equal(["nothing"], plugin.Definition.Conversations.Select(conversation => conversation.Name));
        Assert.Equal((path, PluginOrigin.Assembly), (plugin.Source, plugin.Candidate.Origin));
        Assert.Equal(("Tiny", new Version(3, 2, 1, 0)), (plugin.AssemblyName, plugin.AssemblyVersion));
        Assert.Empty(plugin.Warnings);
    }

    [Fact]
    public async Task A_source_file_is_compiled_and_loaded()
    {
        var path = _folder.Write("tiny.cs", TestPlugin.Source());

        await using var plugin = Catalog().LoadOne("tiny.cs");

        Assert.Equal("tiny", plugin.Id);
        Assert.Equal((path, PluginOrigin.Source), (plugin.Source, plugin.Candidate.Origin));
    }

    [Fact]
    public async Task A_flat_folder_and_folders_in_it_give_all_their_plugins_in_order()
    {
        new TestAssembly("B") { Source = TestPlugin.Source("b") }.WriteTo(_folder.At("all"));
        new TestAssembly("A") { Source = TestPlugin.Source("a") }.WriteTo(_folder.At("all"));
        new TestAssembly("Helper") { Source = "public class Helper;" }.WriteTo(_folder.At("all"));
        new TestAssembly("C") { Source = TestPlugin.Source("c") }.WriteTo(_folder.At("all", "c"));
        _folder.Write("all/d.cs", TestPlugin.Source("d"));

        var result = Catalog().Load("all");

        Assert.Empty(result.Errors);
        Assert.Equal(["a", "b", "c", "d"], result.Plugins.Select(plugin => plugin.Id));
        await UnloadAll(result);
    }

    [Fact]
    public async Task A_bundled_plugin_is_found_by_name_however_it_is_written()
    {
        new TestAssembly("X") { Source = TestPlugin.Source("length-prefix") }.WriteTo(_folder.At("bundled", "length-prefix"));
        foreach (var name in (string[])["length-prefix", "LengthPrefix", "length_prefix"])
        {
            await using var plugin = Catalog().LoadOne(name);
            Assert.Equal(PluginOrigin.Bundled, plugin.Candidate.Origin);
        }
    }

    [Fact]
    public async Task No_name_means_every_bundled_plugin_and_the_rest_loads_when_one_does_not()
    {
        new TestAssembly("A") { Source = TestPlugin.Source("a") }.WriteTo(_folder.At("bundled", "a"));
        _folder.Write("bundled/b/B.dll", "not an assembly");
        new TestAssembly("C") { Source = TestPlugin.Source("c") }.WriteTo(_folder.At("bundled", "c"));

        var result = Catalog().Load();

        Assert.Equal(["a", "c"], result.Plugins.Select(plugin => plugin.Id));
        Assert.Equal([PluginLoadErrorKind.Unreadable], result.Errors.Select(error => error.Kind));
        await UnloadAll(result);
    }

    [Fact]
    public async Task A_name_is_found_in_the_working_folder_and_its_plugins_folder()
    {
        new TestAssembly("MyProto") { Source = TestPlugin.Source("my-proto") }.WriteTo(_folder.Root);
        _folder.Write("plugins/Other.cs", TestPlugin.Source("other"));

        var result = Catalog().Load("MyProto", "Other");

        Assert.Equal(["my-proto", "other"], result.Plugins.Select(plugin => plugin.Id));
        await UnloadAll(result);
    }

    [Fact]
    public async Task A_plugin_in_a_unicode_path_is_loaded()
    {
        var dll = new TestAssembly("Plátano-日本") { Source = TestPlugin.Source("platano") }.WriteTo(_folder.At("Plátano 日本 😀"));
        var source = _folder.Write("Плагин/ß ü.cs", TestPlugin.Source("umlaut", summary: "größer"));

        var result = Catalog().Load(dll, source);

        Assert.Empty(result.Errors);
        Assert.Equal(["a plugin", "größer"], result.Plugins.Select(plugin => plugin.Definition.Summary));
        await UnloadAll(result);
    }

    [Fact]
    public async Task A_plugin_that_is_named_twice_is_loaded_once()
    {
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source() }.WriteTo(_folder.Root);

        var result = Catalog().Load(path, "Tiny", "./Tiny.dll");

        Assert.Empty(result.Errors);
        Assert.Single(result.Plugins);
        await UnloadAll(result);
    }

    static async Task UnloadAll(CatalogResult result)
    {
        foreach (var plugin in result.Plugins)
        {
            await plugin.DisposeAsync();
        }
    }
}
