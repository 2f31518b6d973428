using System.Text.Json;

namespace EndToEnd.Tests.Plugins;

public sealed class PluginCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Task<ToolRun> Run(params string[] arguments) => Tool.RunAsync(_folder.Root, arguments);

    [Fact]
    public async Task A_new_plugin_in_one_file_passes_every_law_at_once()
    {
        var created = (await Run("plugin", "new", "my-proto", "--single-file")).Ends(0);
        Assert.Contains("protoharness check ./MyProto.cs", created.Output, StringComparison.Ordinal);

        var check = (await Run("check", "./MyProto.cs", "--effort", "0.2")).Ends(0);
        Assert.Contains("my-proto: questions and answers", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAIL", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_plugin_as_a_project_builds_and_passes_every_law()
    {
        (await Run("plugin", "new", "KeyStore", "--output", "plugins in here")).Ends(0);
        var notBuilt = (await Run("check", "plugins in here/KeyStore")).Ends(3);
        Assert.Contains("dotnet build", notBuilt.Errors, StringComparison.Ordinal);

        (await Tool.DotnetAsync(_folder.At("plugins in here", "KeyStore"), "build", "-v", "q")).Ends(0);

        var check = (await Run("check", "plugins in here/KeyStore", "--effort", "0.2")).Ends(0);
        Assert.Contains("key-store: questions and answers", check.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("plugins in here", "KeyStore", "bin", "Debug", "net10.0", "ProtoHarness.Abstractions.dll")));
    }

    [Fact]
    public async Task A_new_plugin_never_overwrites_and_its_name_is_one()
    {
        (await Run("plugin", "new", "Once", "--single-file")).Ends(0);
        var content = File.ReadAllText(_folder.At("Once.cs"));
        Assert.Contains("Once.cs is there already", (await Run("plugin", "new", "once", "--single-file")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_folder.At("Once.cs")));
        foreach (var name in (string[])["9lives", "a/b", "", "naïve", new string('x', 41)])
        {
            Assert.Contains("cannot be a plugin's name", (await Run("plugin", "new", name)).Ends(2).Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_bundled_plugin_is_in_a_folder_of_its_name_and_brings_no_copy_of_the_contract()
    {
        var list = (await Run("plugin", "list", "--json")).Ends(0);

        var plugins = JsonDocument.Parse(list.Output).RootElement.GetProperty("plugins").EnumerateArray().ToList();
        Assert.NotEmpty(plugins);
        Assert.All(plugins, plugin =>
        {
            var folder = Path.GetDirectoryName(plugin.GetProperty("source").GetString()!)!;
            Assert.Equal(plugin.GetProperty("id").GetString(), Path.GetFileName(folder));
            Assert.Equal("bundled", plugin.GetProperty("origin").GetString());
            Assert.DoesNotContain(Directory.EnumerateFiles(folder, "*.dll"), file => Path.GetFileName(file) is "ProtoHarness.Abstractions.dll" or "ProtoHarness.Framing.dll");
            Assert.Empty(plugin.GetProperty("warnings").EnumerateArray());
        });
    }

    [Fact]
    public async Task Listing_goes_on_behind_a_plugin_that_cannot_be_loaded()
    {
        _folder.Write("bad.dll", "");
        var list = (await Run("plugin", "list", "./bad.dll", "length-prefix")).Ends(3);
        Assert.StartsWith("length-prefix ", list.Output, StringComparison.Ordinal);
        Assert.Contains("bad.dll: is no .NET assembly", list.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspecting_runs_none_of_the_plugins_code_unless_asked_to()
    {
        var proof = _folder.At("proof");
        _folder.Write("Spy.cs", $$"""
            public sealed class Spy : IProtocolPlugin
            {
                [System.Runtime.CompilerServices.ModuleInitializer]
                internal static void Start() => File.WriteAllText({{JsonSerializer.Serialize(proof)}}, "ran");

                public void Define(PluginBuilder plugin) => plugin.Describe("spy", "leaves a trace")
                    .Service("none", "serves nothing", (connection, context) => Task.CompletedTask)
                    .Conversation("nothing", "does nothing", context => Task.CompletedTask);
            }
            """);

        var inspect = (await Run("plugin", "inspect", "./Spy.cs")).Ends(0);
        Assert.Contains("plugin     Spy", inspect.Output, StringComparison.Ordinal);
        (await Run("doctor", "Spy.cs")).Ends(0);
        Assert.False(File.Exists(proof));

        var define = (await Run("plugin", "inspect", "./Spy.cs", "--define")).Ends(0);
        Assert.Contains("conversation  nothing: does nothing", define.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(proof));
    }

    [Fact]
    public async Task The_doctor_says_what_the_host_is_and_what_is_wrong_with_a_folder()
    {
        var well = (await Run("doctor")).Ends(0);
        Assert.Contains("nothing stops a plugin from loading", well.Output, StringComparison.Ordinal);
        Assert.Contains("length-prefix", well.Output, StringComparison.Ordinal);

        _folder.Write("plugins/Broken.cs", "public class Broken : IProtocolPlugin;");
        _folder.Write("plugins/cut.dll", "MZ");
        var sick = (await Run("doctor", "plugins")).Ends(3);
        Assert.Contains("error CS0535", sick.Output, StringComparison.Ordinal);
        Assert.Contains("cut short or overwritten", sick.Output, StringComparison.Ordinal);
        Assert.Contains("2 files examined, 2 problems found.", sick.Output, StringComparison.Ordinal);
    }
}
