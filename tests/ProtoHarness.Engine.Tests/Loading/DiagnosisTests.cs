using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Engine.Tests.Loading;

public sealed class DiagnosisTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static string Texts(PluginDiagnosis diagnosis, PluginProblemSeverity severity) =>
        string.Join('\n', diagnosis.Problems.Where(problem => problem.Severity == severity).Select(problem => problem.Text));

    [Fact]
    public void A_healthy_plugin_has_no_errors_and_no_warnings()
    {
        var path = new TestAssembly("Tiny") { Source = "namespace Some; public class Outer { " + TestPlugin.Source() + " }", Version = "1.2.3.4" }.WriteTo(_folder.Root);
        var diagnosis = PluginDiagnosis.Of(path);

        Assert.True(diagnosis.IsLoadable);
        Assert.DoesNotContain(diagnosis.Problems, problem => problem.Severity != PluginProblemSeverity.Note);
        Assert.Equal(("Tiny", new Version(1, 2, 3, 4), ".NETCoreApp,Version=v10.0"), (diagnosis.Inspection.AssemblyName, diagnosis.Inspection.AssemblyVersion, diagnosis.Inspection.TargetFramework));
        Assert.Equal(PluginContract.Version, diagnosis.Inspection.ContractVersion);
        Assert.Equal(new PluginTypeInfo("Some.Outer+TinyPlugin", IsPublic: true, HasConstructor: true), Assert.Single(diagnosis.Inspection.PluginTypes));
    }

    [Fact]
    public void A_plugin_by_a_base_class_of_its_own_is_found()
    {
        var path = new TestAssembly("Tiny")
        {
            Source = TestPlugin.Source().Replace("sealed class TinyPlugin", "abstract class Half", StringComparison.Ordinal) + "public class Whole : Half;",
        }.WriteTo(_folder.Root);
        Assert.Equal("Whole", Assert.Single(PluginInspector.Inspect(path).PluginTypes).FullName);
    }

    [Fact]
    public void A_copy_of_the_contract_beside_the_plugin_is_a_warning_and_the_hosts_is_used()
    {
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source() }.WriteTo(_folder.Root);
        File.Copy(typeof(ProtoHarness.Abstractions.IProtocolPlugin).Assembly.Location, _folder.At("ProtoHarness.Abstractions.dll"));

        var diagnosis = PluginDiagnosis.Of(path);

        Assert.True(diagnosis.IsLoadable);
        Assert.Contains("ProtoHarness.Abstractions.dll lies beside the plugin and is not used", Texts(diagnosis, PluginProblemSeverity.Warning), StringComparison.Ordinal);
        var plugin = new PluginCatalog().LoadOne(path);
        Assert.Equal(AssemblyOrigin.Shared, Assert.Single(plugin.Loader.Resolutions, resolution => resolution.Requested.Name == "ProtoHarness.Abstractions").Origin);
    }

    [Fact]
    public void A_dependency_that_is_older_than_what_is_asked_for_is_a_warning_with_both_versions()
    {
        var library = new TestAssembly("Library") { Version = "2.0.0.0", Source = "public class Library;" }.WriteTo(_folder.At("new"));
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source(define: "_ = new Library();"), References = [library] }.WriteTo(_folder.Root);
        new TestAssembly("Library") { Version = "1.0.0.0", Source = "public class Library;" }.WriteTo(_folder.Root);

        Assert.Contains("Tiny -> Library 2.0.0.0, but 1.0.0.0 is what there is", Texts(PluginDiagnosis.Of(path), PluginProblemSeverity.Warning), StringComparison.Ordinal);
    }

    [Fact]
    public void A_native_library_that_is_not_beside_the_plugin_is_a_note()
    {
        var path = new TestAssembly("Tiny")
        {
            Source = TestPlugin.Source(body: "[System.Runtime.InteropServices.DllImport(\"frobnicate\")] static extern void F();"),
        }.WriteTo(_folder.Root);
        var diagnosis = PluginDiagnosis.Of(path);
        Assert.Equal(["frobnicate"], diagnosis.Inspection.NativeImports);
        Assert.Contains("'frobnicate'", Texts(diagnosis, PluginProblemSeverity.Note), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_framework_that_the_host_lacks_is_an_error()
    {
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source() }.WriteTo(_folder.Root);
        _folder.Write("Tiny.runtimeconfig.json", """
            { "runtimeOptions": { "frameworks": [ { "name": "Microsoft.NETCore.App", "version": "10.0.0" }, { "name": "Microsoft.WindowsDesktop.App", "version": "10.0.0" } ] } }
            """);
        var text = Texts(PluginDiagnosis.Of(path), PluginProblemSeverity.Error);
        Assert.Contains("Microsoft.WindowsDesktop.App", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.NETCore.App", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var library = new TestAssembly("Library") { Source = "public class Library;" }.WriteTo(_folder.At("elsewhere"));
        var path = new TestAssembly("Tiny")
        {
            Source = TestPlugin.Source(define: "_ = new Library();", body: "public TinyPlugin(int x) { }"), References = [library],
        }.WriteTo(_folder.Root);

        var text = Texts(PluginDiagnosis.Of(path), PluginProblemSeverity.Error);

        Assert.Contains("no public constructor without parameters", text, StringComparison.Ordinal);
        Assert.Contains("needs Library 1.0.0.0", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_does_not_compile_is_diagnosed_too()
    {
        var diagnosis = PluginDiagnosis.Of(_folder.Write("wrong.cs", "class X : IProtocolPlugin;"));
        Assert.False(diagnosis.IsLoadable);
        Assert.Contains("CS0535", Texts(diagnosis, PluginProblemSeverity.Error), StringComparison.Ordinal);
    }
}
