using System.Runtime.InteropServices;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Engine.Tests.Loading;

/// <summary>Each way in which a plugin cannot be loaded: the kind, and a text that names the cause and says what to do.</summary>
public sealed class LoadErrorTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    PluginLoadError ErrorOf(string name, Func<PluginCatalogOptions, PluginCatalogOptions>? configure = null)
    {
        var options = new PluginCatalogOptions { WorkingFolder = _folder.Root, BundledFolder = _folder.At("bundled") };
        var result = new PluginCatalog(configure?.Invoke(options) ?? options).Load(name);
        Assert.Empty(result.Plugins);
        return Assert.Single(result.Errors);
    }

    static void Says(PluginLoadError error, PluginLoadErrorKind kind, params string[] parts)
    {
        Assert.Equal(kind, error.Kind);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        if (kind != PluginLoadErrorKind.Source)
        {
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    string Compile(string source, string name = "Tiny") => new TestAssembly(name) { Source = source }.WriteTo(_folder.Root);

    [Fact]
    public void A_name_that_is_nowhere_gets_the_nearest_known_one_and_the_list()
    {
        _folder.Write("bundled/length-prefix/x.dll", "");
        _folder.Write("bundled/smux/x.dll", "");
        Directory.CreateDirectory(_folder.At("bundled", "left-over"));
        Says(ErrorOf("length-perfix"), PluginLoadErrorKind.NotFound, "Did you mean 'length-prefix'?", "Bundled are length-prefix, smux.", "length-perfix.dll");
    }

    [Fact]
    public void A_path_that_is_nowhere_gets_the_nearest_file()
    {
        Compile(TestPlugin.Source());
        Says(ErrorOf("./Tinny.dll"), PluginLoadErrorKind.NotFound, "no such file or folder", "Did you mean './Tiny.dll'?");
    }

    [Fact]
    public void A_native_library() => Says(
        ErrorOf(CopyOfNative()), PluginLoadErrorKind.Native, "is a native library for ", "Name the plugin's own assembly");

    string CopyOfNative()
    {
        var native = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*System.IO.Compression.Native*").Order(StringComparer.Ordinal).First();
        File.Copy(native, _folder.At("native.dll"));
        return _folder.At("native.dll");
    }

    [Theory]
    [InlineData("")]
    [InlineData("MZ this is not a portable executable")]
    [InlineData("just a text")]
    public void A_file_that_is_no_assembly(string content) =>
        Says(ErrorOf(_folder.Write("x.dll", content)), PluginLoadErrorKind.Unreadable, "is no .NET assembly that can be read", "build or copy it again");

    [Fact]
    public void An_assembly_that_is_cut_at_any_length_is_an_error_and_never_an_exception()
    {
        var whole = File.ReadAllBytes(Compile(TestPlugin.Source()));
        for (var length = 0; length < whole.Length; length += 61)
        {
            var inspection = PluginInspector.Inspect(_folder.At("cut.dll"), whole[..length]);
            Assert.NotEqual(PluginFileKind.Source, inspection.Kind);
        }
    }

    [Fact]
    public void An_assembly_with_flipped_bits_is_an_error_and_never_an_exception()
    {
        var whole = File.ReadAllBytes(Compile(TestPlugin.Source()));
        var random = new Random(2024);
        for (var run = 0; run < 2_000; run++)
        {
            var damaged = (byte[])whole.Clone();
            for (var flips = random.Next(1, 9); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            Assert.NotNull(PluginInspector.Inspect(_folder.At("damaged.dll"), damaged));
        }
    }

    [Fact]
    public void An_assembly_without_a_plugin()
    {
        Says(ErrorOf(Compile("public class Nothing;")), PluginLoadErrorKind.NoPlugin, "does not even refer to ProtoHarness.Abstractions");
        Says(ErrorOf(Compile("public class Helper { public IProtocolPlugin? P; }")), PluginLoadErrorKind.NoPlugin, "no class that implements IProtocolPlugin");
        Says(ErrorOf(Compile("public abstract class Half : IProtocolPlugin { public abstract void Define(PluginBuilder plugin); }")), PluginLoadErrorKind.NoPlugin);
    }

    [Fact]
    public void Several_plugins_in_one_assembly_are_named()
    {
        Says(
            ErrorOf(Compile(TestPlugin.Source("a", name: "A") + TestPlugin.Source("b", name: "B"))),
            PluginLoadErrorKind.SeveralPlugins, "has several plugins: A, B.", "exactly one");
        Says(
            ErrorOf(_folder.Write("two.cs", TestPlugin.Source("a", name: "A") + TestPlugin.Source("b", name: "B"))),
            PluginLoadErrorKind.SeveralPlugins, "A, B");
    }

    [Fact]
    public void A_plugin_that_cannot_be_created()
    {
        Says(ErrorOf(Compile(TestPlugin.Source().Replace("public sealed", "sealed", StringComparison.Ordinal))), PluginLoadErrorKind.Uncreatable, "TinyPlugin, which is not public");
        Says(ErrorOf(Compile(TestPlugin.Source(body: "public TinyPlugin(int x) { }"))), PluginLoadErrorKind.Uncreatable, "no public constructor without parameters");
    }

    [Fact]
    public async Task Two_plugins_with_one_name_and_the_first_stays()
    {
        new TestAssembly("A") { Source = TestPlugin.Source("same") }.WriteTo(_folder.Root);
        new TestAssembly("B") { Source = TestPlugin.Source("same") }.WriteTo(_folder.Root);

        var result = new PluginCatalog(new PluginCatalogOptions { WorkingFolder = _folder.Root }).Load(".");

        Says(Assert.Single(result.Errors), PluginLoadErrorKind.DuplicateId, "'same'", _folder.At("A.dll"));
        await using var first = Assert.Single(result.Plugins);
        Assert.Equal(_folder.At("A.dll"), first.Source);
    }

    [Theory]
    [InlineData("99.0.0.0", "which is older. Update ProtoHarness")]
    [InlineData("0.1.0.0", "no longer compatible")]
    public void Another_version_of_the_contract(string version, string advice)
    {
        var contract = new TestAssembly("ProtoHarness.Abstractions")
        {
            Version = version,
            RuntimeOnly = true,
            Source = "namespace ProtoHarness.Abstractions { public class PluginBuilder; public interface IProtocolPlugin { void Define(PluginBuilder plugin); } }",
        }.WriteTo(_folder.At("contract"));
        var plugin = new TestAssembly("Tiny")
        {
            RuntimeOnly = true,
            References = [contract],
            Source = "public class P : ProtoHarness.Abstractions.IProtocolPlugin { public void Define(ProtoHarness.Abstractions.PluginBuilder plugin) { } }",
        }.WriteTo(_folder.Root);

        Says(ErrorOf(plugin), PluginLoadErrorKind.ContractVersion, $"version {Version.Parse(version).ToString(3)} of ProtoHarness.Abstractions", advice);
    }

    [Theory]
    [InlineData("1.0", "1.0", true)]
    [InlineData("1.2", "1.3", true)]
    [InlineData("1.4", "1.3", false)]
    [InlineData("2.0", "1.3", false)]
    [InlineData("0.1", "0.1", true)]
    [InlineData("0.1", "0.2", false)]
    public void The_contract_accepts_older_minor_versions_from_1_on(string plugin, string host, bool accepted) =>
        Assert.Equal(accepted, PluginContract.Accepts(Version.Parse(plugin), Version.Parse(host)));

    [Theory]
    [InlineData(".NETStandard,Version=v2.0", ".NET Standard 2.0")]
    [InlineData(".NETFramework,Version=v4.8", ".NET Framework 4.8")]
    [InlineData(".NETCoreApp,Version=v99.0", ".NET 99.0")]
    public void Another_framework(string target, string said)
    {
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source(), TargetFramework = target }.WriteTo(_folder.Root);
        Says(ErrorOf(path), PluginLoadErrorKind.Framework, $"was built for {said};", "<TargetFramework>net10.0</TargetFramework>");
    }

    [Fact]
    public void A_missing_dependency_is_named_with_who_wants_it()
    {
        var library = new TestAssembly("Library") { Version = "4.5.6.0", Source = "public class Library;" }.WriteTo(_folder.At("elsewhere"));
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source(define: "_ = new Library();"), References = [library] }.WriteTo(_folder.Root);

        Says(ErrorOf(path), PluginLoadErrorKind.MissingDependency, "needs Library 4.5.6.0", "Tiny -> Library 4.5.6.0 (missing)", "EnableDynamicLoading");
    }

    [Fact]
    public async Task A_missing_dependency_of_a_dependency_is_a_warning_until_it_is_needed_and_then_an_error_with_the_chain()
    {
        var deep = new TestAssembly("Deep") { Version = "7.0.0.0", Source = "public class Deep;" }.WriteTo(_folder.At("elsewhere"));
        new TestAssembly("Library") { Source = "public class Library { public void Use() => new Deep().ToString(); }", References = [deep] }.WriteTo(_folder.Root);
        TestAssembly Tiny(string define) => new("Tiny") { Source = TestPlugin.Source(define: define), References = [_folder.At("Library.dll")] };

        await using (var plugin = new PluginCatalog().LoadOne(Tiny("_ = new Library();").WriteTo(_folder.Root)))
        {
            Assert.Equal(["missing: Tiny -> Library 1.0.0.0 -> Deep 7.0.0.0"], plugin.Warnings);
        }

        Says(
            ErrorOf(Tiny("new Library().Use();").WriteTo(_folder.Root)),
            PluginLoadErrorKind.MissingDependency, "Tiny -> Library 1.0.0.0 -> Deep 7.0.0.0 (missing)");
    }

    [Fact]
    public void A_missing_native_library()
    {
        var source = TestPlugin.Source(
            define: "Nothing();", body: "[System.Runtime.InteropServices.DllImport(\"no-such-library\")] static extern void Nothing();");
        Says(ErrorOf(Compile(source)), PluginLoadErrorKind.MissingDependency, "native library", "no-such-library");
    }

    [Fact]
    public void A_dependency_that_lacks_what_the_plugin_was_compiled_against()
    {
        var library = new TestAssembly("Library") { Version = "2.0.0.0", Source = "public class Library { public void New() { } }" }.WriteTo(_folder.At("new"));
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source(define: "new Library().New();"), References = [library] }.WriteTo(_folder.Root);
        new TestAssembly("Library") { Source = "public class Library;" }.WriteTo(_folder.Root);

        Says(ErrorOf(path), PluginLoadErrorKind.DependencyVersion, "MissingMethodException", "Library 2.0.0.0 -> 1.0.0.0");
    }

    [Fact]
    public void A_constructor_that_throws()
    {
        var source = TestPlugin.Source(body: "\n public TinyPlugin() => throw new ArgumentException(\"no luck\");");
        Says(ErrorOf(Compile(source)), PluginLoadErrorKind.Constructor, "the constructor of TinyPlugin threw System.ArgumentException: no luck.", "only declare");
        Says(
            ErrorOf(Compile(TestPlugin.Source(body: "static readonly int X = int.Parse(\"x\"); public TinyPlugin() => _ = X;"))),
            PluginLoadErrorKind.Constructor, "System.FormatException");

        var error = ErrorOf(_folder.Write("ctor.cs", source));
        Says(error, PluginLoadErrorKind.Constructor, "no luck", $"({_folder.At("ctor.cs")}, line ");
    }

    [Fact]
    public void A_definition_that_throws_or_is_wrong()
    {
        Says(
            ErrorOf(Compile(TestPlugin.Source(define: "System.IO.File.ReadAllText(\"/no/such/file\");"))),
            PluginLoadErrorKind.DefineThrew, "TinyPlugin.Define threw System.IO.");
        Says(ErrorOf(Compile(TestPlugin.Source("Not A Name"))), PluginLoadErrorKind.Declaration, "'Not A Name' cannot be a plugin's name");
    }

    [Fact]
    public async Task A_definition_that_never_returns_does_not_stop_the_harness()
    {
        var time = new ProtoHarness.Testing.Time.FakeTimeProvider();
        var source = TestPlugin.Source(define: "AppDomain.CurrentDomain.SetData(\"protoharness-test-in-define\", true); new System.Threading.ManualResetEvent(false).WaitOne();");
        var path = Compile(source, "Endless");
        var pending = Task.Run(() => ErrorOf(path, options => options with { Time = time }), TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => AppDomain.CurrentDomain.GetData("protoharness-test-in-define") is true && time.PendingTimers > 0);

        time.Advance(TimeSpan.FromSeconds(10));

        Says(await pending, PluginLoadErrorKind.DefineTimeout, "did not return within 10 s (DefineTimeout)");
    }

    [Fact]
    public void A_folder_without_a_plugin_says_what_was_looked_at()
    {
        Directory.CreateDirectory(_folder.At("empty"));
        Says(ErrorOf("empty/"), PluginLoadErrorKind.NoPlugin, "no DLL and no .cs file");
        new TestAssembly("Helper") { Source = "public class Helper;" }.WriteTo(_folder.At("helpers"));
        Says(ErrorOf("./helpers"), PluginLoadErrorKind.NoPlugin, "Helper.dll (no IProtocolPlugin in it)");
    }

    [Fact]
    public void A_project_that_was_not_built()
    {
        _folder.Write("proto/Proto.csproj", "<Project/>");
        Says(ErrorOf("./proto"), PluginLoadErrorKind.NotBuilt, $"Run 'dotnet build {_folder.At("proto", "Proto.csproj")}' first");
    }

    [Fact]
    public async Task A_project_that_was_built_is_its_newest_output()
    {
        _folder.Write("proto/Proto.csproj", "<Project/>");
        new TestAssembly("Proto") { Source = TestPlugin.Source() }.WriteTo(_folder.At("proto", "bin", "Debug", "net10.0"));
        await using var plugin = new PluginCatalog().LoadOne(_folder.At("proto"));
        Assert.Equal(_folder.At("proto", "bin", "Debug", "net10.0", "Proto.dll"), plugin.Source);
    }

    [Fact]
    public void A_source_that_does_not_compile_shows_file_line_column_the_line_and_a_caret()
    {
        var path = _folder.Write("wrong.cs", TestPlugin.Source(body: "\n\tint X => unknown;"));
        var error = ErrorOf(path);

        Says(error, PluginLoadErrorKind.Source, "does not compile: 1 error.");
        var source = Assert.Single(error.SourceErrors);
        Assert.Equal((path, "CS0103", "error", 11), (source.Path, source.Id, source.Severity, source.Column));
        Assert.EndsWith($"{path}({source.Line},11): error CS0103: {source.Message}\n    \tint X => unknown;\n    \t         ^", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_errors_are_cut_at_the_limit_and_counted()
    {
        var path = _folder.Write("wrong.cs", TestPlugin.Source(body: string.Concat(Enumerable.Range(0, 25).Select(i => $"int X{i} => unknown;\n"))));
        var error = ErrorOf(path, options => options with { MaxSourceErrors = 3 });

        Says(error, PluginLoadErrorKind.Source, "25 errors", "... and 22 more");
        Assert.Equal(25, error.SourceErrors.Count);
    }
}
