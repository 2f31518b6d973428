using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Engine.Tests.Loading;

public sealed class PluginLoaderTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// The host has Lib 1 -> Dep 1 -> Deep 1, the plugin brings version 2 of all three. Which of them the plugin gets is what sharing is about:
    /// a Lib of the host's with a Dep of the plugin's would be two Deps for the types that they speak in.
    /// </summary>
    PluginLoader TwoVersions(Func<PluginLoaderOptions, PluginLoaderOptions> configure)
    {
        WriteChain(_folder.At("host"), "1.0.0.0");
        var main = WriteChain(_folder.At("plugin"), "2.0.0.0");
        return new PluginLoader(configure(new PluginLoaderOptions { MainAssemblyPath = main, DefaultContext = new FolderContext(_folder.At("host")) }));
    }

    static string WriteChain(string folder, string version)
    {
        var deep = new TestAssembly("Deep") { Version = version, Source = "public class Deep;" }.WriteTo(folder);
        var dep = new TestAssembly("Dep") { Version = version, Source = "public class Dep { public Deep D; }", References = [deep] }.WriteTo(folder);
        var lib = new TestAssembly("Lib") { Version = version, Source = "public class Lib { public Dep D; }", References = [dep] }.WriteTo(folder);
        return new TestAssembly("Main") { Source = "public class Main { public Lib L; }", References = [lib] }.WriteTo(folder);
    }

    static int[] Versions(PluginLoader loader) =>
        [.. new[] { "Lib", "Dep", "Deep" }.Select(name => loader.LoadAssembly(name).GetName().Version!.Major)];

    [Fact]
    public void A_plugin_has_its_own_version_of_what_is_not_shared()
    {
        using var loader = TwoVersions(options => options);
        Assert.Equal([2, 2, 2], Versions(loader));
        Assert.Same(loader.LoadContext, AssemblyLoadContext.GetLoadContext(loader.LoadAssembly("Lib")));
    }

    [Fact]
    public void A_shared_assembly_is_the_hosts_and_so_is_all_that_it_refers_to()
    {
        using var loader = TwoVersions(options => options with { SharedAssemblies = ["Lib"] });
        Assert.Equal([1, 1, 1], Versions(loader));
    }

    [Fact]
    public void Lazy_sharing_goes_one_level_and_on_as_assemblies_are_loaded()
    {
        using var inOrder = TwoVersions(options => options with { SharedAssemblies = ["Lib"], IsLazyLoaded = true });
        Assert.Equal([1, 1, 1], Versions(inOrder));

        using var deepFirst = TwoVersions(options => options with { SharedAssemblies = ["Lib"], IsLazyLoaded = true });
        Assert.Equal(2, deepFirst.LoadAssembly("Deep").GetName().Version!.Major);
        Assert.Equal([1, 1, 2], Versions(deepFirst));
    }

    [Fact]
    public void Private_beats_shared()
    {
        using var loader = TwoVersions(options => options with { SharedAssemblies = ["Lib"], PrivateAssemblies = ["Dep"] });
        Assert.Equal([1, 2, 1], Versions(loader));
    }

    [Fact]
    public void The_host_can_be_preferred_for_everything()
    {
        using var loader = TwoVersions(options => options with { PreferSharedTypes = true, PrivateAssemblies = ["Deep"] });
        Assert.Equal([1, 1, 2], Versions(loader));
    }

    [Fact]
    public void What_the_host_lacks_is_noted_with_the_chain_that_asks_for_it_and_the_plugins_own_is_taken()
    {
        WriteChain(_folder.At("host"), "1.0.0.0");
        File.Delete(_folder.At("host", "Deep.dll"));
        var main = WriteChain(_folder.At("plugin"), "2.0.0.0");
        using var loader = new PluginLoader(new PluginLoaderOptions
        {
            MainAssemblyPath = main, SharedAssemblies = ["Lib"], DefaultContext = new FolderContext(_folder.At("host")),
        });

        Assert.Equal([1, 1, 2], Versions(loader));

        var failure = Assert.Single(loader.SharedFailures);
        Assert.StartsWith("Lib -> Dep 1.0.0.0 -> Deep 1.0.0.0: ", failure, StringComparison.Ordinal);
        var resolution = Assert.Single(loader.Resolutions, resolution => resolution.Requested.Name == "Deep");
        Assert.Equal((AssemblyOrigin.Dependency, new Version(2, 0, 0, 0)), (resolution.Origin, resolution.Found));
        Assert.NotNull(resolution.SharedFailure);
    }

    [Fact]
    public void A_dependency_for_this_system_is_found_by_the_deps_file()
    {
        var main = WriteChain(_folder.At("plugin"), "2.0.0.0");
        var elsewhere = _folder.At("plugin", "runtimes", RuntimeInformation.RuntimeIdentifier, "lib");
        Directory.CreateDirectory(elsewhere);
        File.Move(_folder.At("plugin", "Lib.dll"), Path.Combine(elsewhere, "Lib.dll"));
        File.WriteAllText(Path.ChangeExtension(main, ".deps.json"), $$"""
            {
              "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
              "targets": { ".NETCoreApp,Version=v10.0": {
                "Main/1.0.0": { "dependencies": { "Lib": "2.0.0" }, "runtime": { "Main.dll": {} } },
                "Lib/2.0.0": { "runtimeTargets": {
                  "runtimes/{{RuntimeInformation.RuntimeIdentifier}}/lib/Lib.dll": { "rid": "{{RuntimeInformation.RuntimeIdentifier}}", "assetType": "runtime" } } } } },
              "libraries": { "Main/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
                             "Lib/2.0.0": { "type": "package", "serviceable": false, "sha512": "" } }
            }
            """);
        using var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main });

        Assert.Equal(Path.Combine(elsewhere, "Lib.dll"), AssemblyPaths.Of(loader.LoadAssembly("Lib")));
    }

    [Fact]
    public void A_broken_deps_file_is_noted_and_the_folder_is_probed()
    {
        var main = WriteChain(_folder.At("plugin"), "2.0.0.0");
        File.WriteAllText(Path.ChangeExtension(main, ".deps.json"), "{ broken");
        using var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main });

        Assert.Equal([2, 2, 2], Versions(loader));
        Assert.NotNull(loader.ResolverFailure);
    }

    [Fact]
    public void A_probing_path_of_the_runtimeconfig_is_looked_at()
    {
        var main = WriteChain(_folder.At("plugin"), "2.0.0.0");
        Directory.CreateDirectory(_folder.At("elsewhere"));
        File.Move(_folder.At("plugin", "Deep.dll"), _folder.At("elsewhere", "Deep.dll"));
        File.WriteAllText(Path.ChangeExtension(main, ".runtimeconfig.json"), """{ "runtimeOptions": { "additionalProbingPaths": ["../elsewhere"] } }""");
        using var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main });

        Assert.Equal([2, 2, 2], Versions(loader));
    }

    [Fact]
    public void A_culture_is_looked_for_in_its_own_folder_only()
    {
        var main = new TestAssembly("Main") { Source = "public class Main;" }.WriteTo(_folder.Root);
        new TestAssembly("Main.resources") { Source = "[assembly: System.Reflection.AssemblyCulture(\"de\")]" }.WriteTo(_folder.At("de"));
        using var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main });

        Assert.Equal(_folder.At("de", "Main.resources.dll"), AssemblyPaths.Of(loader.LoadAssembly("Main.resources, Culture=de")));
        Assert.Throws<FileNotFoundException>(() => loader.LoadAssembly("Main.resources, Culture=fr"));
    }

    [Theory]
    [InlineData("Crc")]
    [InlineData("libCrc.so")]
    public void A_native_library_beside_the_plugin_is_found_and_its_file_may_be_replaced(string import)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the file names of this test are those of Linux");
        File.Copy(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.IO.Compression.Native.so"), _folder.At("libCrc.so"));
        var main = new TestAssembly("Main")
        {
            Source = $$"""
                public static class Main
                {
                    [System.Runtime.InteropServices.DllImport("{{import}}", EntryPoint = "CompressionNative_Crc32")]
                    static extern uint Crc32(uint crc, byte[] bytes, int length);
                    public static uint Of(byte[] bytes) => Crc32(0, bytes, bytes.Length);
                }
                """,
        }.WriteTo(_folder.Root);
        using var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main });

        // "123456789" is the check input of every CRC; 0xCBF43926 that of CRC-32/ISO-HDLC.
        var crc = loader.LoadDefaultAssembly().GetType("Main")!.GetMethod("Of")!.Invoke(null, [("123456789"u8).ToArray()]);
        Assert.Equal(0xCBF43926u, crc);
        File.WriteAllText(_folder.At("libCrc.so"), "overwritten in place, which would crash a process that has it mapped");
        Assert.Equal(0xCBF43926u, loader.LoadDefaultAssembly().GetType("Main")!.GetMethod("Of")!.Invoke(null, [("123456789"u8).ToArray()]));
    }

    [Fact]
    public void An_assembly_in_memory_has_no_location_but_its_path_is_known_and_its_lines_are_in_stack_traces()
    {
        var main = new TestAssembly("Main") { Source = "public static class Main { public static void Fail() => throw new System.Exception(); }" }.WriteTo(_folder.Root);
        using var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main });

        var assembly = loader.LoadDefaultAssembly();
        File.Delete(main);

        Assert.Equal(("", main), (assembly.Location, AssemblyPaths.Of(assembly)));
        var exception = Assert.Throws<TargetInvocationException>(() => assembly.GetType("Main")!.GetMethod("Fail")!.Invoke(null, null));
        Assert.Contains(":line ", exception.InnerException!.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_can_be_loaded_from_its_file()
    {
        var main = new TestAssembly("Main") { Source = "public class Main;" }.WriteTo(_folder.Root);
        using var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main, LoadInMemory = false });

        Assert.Equal(main, loader.LoadDefaultAssembly().Location);
    }

    [Fact]
    public void Contextual_reflection_finds_the_plugins_types_by_name()
    {
        var main = new TestAssembly("Main") { Source = "public class Main;" }.WriteTo(_folder.Root);
        using var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main });

        Assert.Null(Type.GetType("Main, Main"));
        using (loader.EnterContextualReflection())
        {
            Assert.Same(loader.LoadDefaultAssembly(), Type.GetType("Main, Main")!.Assembly);
        }

        Assert.Null(Type.GetType("Main, Main"));
    }

    [Fact]
    public void A_rewriter_sees_private_assemblies_and_changes_what_is_loaded()
    {
        var main = WriteChain(_folder.At("plugin"), "2.0.0.0");
        var other = new TestAssembly("Lib") { Version = "9.0.0.0", Source = "public class Lib;" }.WriteTo(_folder.At("other"));
        var seen = new List<string>();
        using var loader = new PluginLoader(new PluginLoaderOptions
        {
            MainAssemblyPath = main,
            Rewriter = image =>
            {
                seen.Add(image.Name);
                return image.Name == "Lib" ? image with { Assembly = File.ReadAllBytes(other), Symbols = null } : image;
            },
        });

        Assert.Equal([9, 2, 2], Versions(loader));
        Assert.Equal(["Lib", "Dep", "Deep"], seen);
    }

    [Fact]
    public void Reloading_takes_the_file_as_it_is_now()
    {
        var main = new TestAssembly("Main") { Version = "1.0.0.0" }.WriteTo(_folder.Root);
        using var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main });
        Assert.Equal(1, loader.LoadDefaultAssembly().GetName().Version!.Major);

        new TestAssembly("Main") { Version = "2.0.0.0" }.WriteTo(_folder.Root);
        Assert.Equal(1, loader.LoadDefaultAssembly().GetName().Version!.Major);
        loader.Reload();

        Assert.Equal(2, loader.LoadDefaultAssembly().GetName().Version!.Major);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Main.dll")]
    public void A_path_must_be_rooted(string path) =>
        Assert.Throws<ArgumentException>(() => new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = path }));

    [Fact]
    public void A_plugin_that_was_loaded_to_stay_cannot_be_reloaded_and_the_text_names_the_option()
    {
        var main = new TestAssembly("Main").WriteTo(_folder.Root);
        using var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main, IsUnloadable = false });

        Assert.False(loader.IsUnloadable);
        Assert.Contains("IsUnloadable", Assert.Throws<InvalidOperationException>(() => loader.Reload()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => loader.Unload());
    }

    [Fact]
    public void After_disposal_every_member_says_so()
    {
        var main = new TestAssembly("Main").WriteTo(_folder.Root);
        var loader = new PluginLoader(new PluginLoaderOptions { MainAssemblyPath = main });
        loader.Dispose();
        loader.Dispose();

        Action[] members =
        [
            () => _ = loader.LoadContext, () => _ = loader.IsUnloadable, () => _ = loader.Resolutions, () => _ = loader.SharedFailures,
            () => _ = loader.ResolverFailure, () => loader.LoadDefaultAssembly(), () => loader.LoadAssembly("Main"),
            () => loader.LoadAssembly(new AssemblyName("Main")), () => loader.LoadAssemblyFromPath(main),
            () => loader.EnterContextualReflection(), () => loader.Reload(), () => loader.Unload(),
        ];
        Assert.All(members, member => Assert.Throws<ObjectDisposedException>(member));
    }

    sealed class FolderContext(string folder) : AssemblyLoadContext("host of the test")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            File.Exists(Path.Combine(folder, assemblyName.Name + ".dll")) ? LoadFromAssemblyPath(Path.Combine(folder, assemblyName.Name + ".dll")) : null;
    }
}
