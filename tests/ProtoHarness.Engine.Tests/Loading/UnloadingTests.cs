using System.Runtime.CompilerServices;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Engine.Tests.Loading;

public sealed class UnloadingTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    PluginCatalog Catalog(TimeSpan? defineTimeout = null) => new(new PluginCatalogOptions
    {
        WorkingFolder = _folder.Root,
        BundledFolder = _folder.At("none"),
        DefineTimeout = defineTimeout ?? TimeSpan.FromSeconds(60),
    });

    // What touches the plugin's objects is not inlined: a debug build keeps a method's temporaries alive to its end.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static string Use(LoadedPlugin plugin) => plugin.Definition.Summary + plugin.Definition.Conversations[0].Name;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Context(LoadedPlugin plugin) => new(plugin.Loader.LoadContext, trackResurrection: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_plugin_that_nobody_holds_is_really_gone(bool source)
    {
        var path = source ? _folder.Write("tiny.cs", TestPlugin.Source()) : new TestAssembly("Tiny") { Source = TestPlugin.Source() }.WriteTo(_folder.Root);
        var plugin = Catalog().LoadOne(path);
        var context = Context(plugin);
        Assert.Equal("a pluginnothing", Use(plugin));

        var verdict = await plugin.UnloadAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.True(verdict.Gone, verdict.ToString());
        Assert.False(context.IsAlive);
        Assert.Throws<ObjectDisposedException>(() => plugin.Definition);
        Assert.Throws<ObjectDisposedException>(() => plugin.Loader);
        Assert.Equal("tiny", plugin.Id);
    }

    [Fact]
    public async Task Who_keeps_the_definition_is_told_so()
    {
        var plugin = Catalog().LoadOne(_folder.Write("tiny.cs", TestPlugin.Source()));
        var kept = plugin.Definition;

        var verdict = await plugin.UnloadAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.False(verdict.Gone);
        Assert.Contains(verdict.Holders, holder => holder.Contains("PluginDefinition", StringComparison.Ordinal));
        GC.KeepAlive(kept);
    }

    [Fact]
    public async Task Who_keeps_a_conversation_is_told_which_and_not_that_it_is_the_definition()
    {
        var plugin = Catalog().LoadOne(_folder.Write("tiny.cs", TestPlugin.Source()));
        var kept = Conversation(plugin);

        var verdict = await plugin.UnloadAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.False(verdict.Gone);
        Assert.Contains("its conversation 'nothing'", verdict.Holders);
        Assert.DoesNotContain(verdict.Holders, holder => holder.Contains("PluginDefinition", StringComparison.Ordinal));
        GC.KeepAlive(kept);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Conversation Conversation(LoadedPlugin plugin) => plugin.Definition.Conversations[0];
    }

    [Fact]
    public async Task Code_that_subscribed_to_an_event_of_the_host_is_still_there_until_it_lets_go()
    {
        // The plugin's assembly is kept by a handler in a static event of the runtime, which is how it usually happens.
        var plugin = Catalog().LoadOne(_folder.Write(
            "tiny.cs", TestPlugin.Source(define: "AppDomain.CurrentDomain.ProcessExit += Handler;", body: "static void Handler(object? s, EventArgs e) { }")));

        var verdict = await plugin.UnloadAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.False(verdict.Gone);
        Assert.Contains("types of tiny", Assert.Single(verdict.Holders), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_could_not_be_loaded_is_gone_too()
    {
        var assembly = Load(Catalog(), _folder.Write("bad.cs", TestPlugin.Source(body: "public TinyPlugin() => throw new InvalidOperationException();")));
        for (var i = 0; i < 10 && assembly.IsAlive; i++)
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(assembly.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Load(PluginCatalog catalog, string path)
        {
            WeakReference? seen = null;
            AppDomain.CurrentDomain.AssemblyLoad += Note;
            Assert.Throws<PluginLoadException>(() => catalog.LoadOne(path));
            AppDomain.CurrentDomain.AssemblyLoad -= Note;
            Assert.NotNull(seen);
            return seen;

            void Note(object? sender, AssemblyLoadEventArgs e) =>
                seen = e.LoadedAssembly.GetName().Name == "bad" ? new WeakReference(e.LoadedAssembly, trackResurrection: true) : seen;
        }
    }
}
