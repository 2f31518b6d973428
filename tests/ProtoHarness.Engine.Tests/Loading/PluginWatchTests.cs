using ProtoHarness.Engine.Loading;
using ProtoHarness.Testing.Time;

namespace ProtoHarness.Engine.Tests.Loading;

public sealed class PluginWatchTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    IAsyncEnumerator<PluginReload> Watch(string name) =>
        new PluginWatch(
            new PluginCatalog(new PluginCatalogOptions { WorkingFolder = _folder.Root }),
            new PluginWatchOptions { ReloadDelay = TimeSpan.FromMilliseconds(20), UnloadTimeout = TimeSpan.Zero })
        .RunAsync(name, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    static async Task<string> Next(IAsyncEnumerator<PluginReload> watch)
    {
        Assert.True(await watch.MoveNextAsync());
        return watch.Current.Plugin?.Id ?? watch.Current.Error!.Kind.ToString();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_source_that_is_written_again_is_loaded_again()
    {
        var path = _folder.Write("tiny.cs", TestPlugin.Source("one"));
        await using var watch = Watch(path);
        Assert.Equal("one", await Next(watch));

        _folder.Write("tiny.cs", TestPlugin.Source("two"));

        Assert.Equal("two", await Next(watch));
        Assert.NotNull(watch.Current.Before);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_build_that_is_published_by_renaming_over_the_old_one_is_loaded()
    {
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source("one") }.WriteTo(_folder.At("plugin"));
        var next = new TestAssembly("Tiny") { Source = TestPlugin.Source("two") }.WriteTo(_folder.At("staging"));
        await using var watch = Watch(path);
        Assert.Equal("one", await Next(watch));

        File.Move(next, path, overwrite: true);

        Assert.Equal("two", await Next(watch));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_folder_that_is_swapped_for_another_is_noticed_and_goes_on_being_watched()
    {
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source("one") }.WriteTo(_folder.At("plugin"));
        new TestAssembly("Tiny") { Source = TestPlugin.Source("two") }.WriteTo(_folder.At("staging"));
        await using var watch = Watch(path);
        Assert.Equal("one", await Next(watch));

        Directory.Move(_folder.At("plugin"), _folder.At("old"));
        Directory.Move(_folder.At("staging"), _folder.At("plugin"));
        while (await Next(watch) != "two")
        {
            // Between the two moves there is no file for a moment, and the watch may say so.
            Assert.Equal(PluginLoadErrorKind.Unreadable, watch.Current.Error!.Kind);
        }

        new TestAssembly("Tiny") { Source = TestPlugin.Source("three") }.WriteTo(_folder.At("plugin"));
        while (await Next(watch) != "three")
        {
            Assert.Equal(PluginLoadErrorKind.Unreadable, watch.Current.Error!.Kind);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task An_error_reaches_the_caller_and_the_next_good_build_is_loaded()
    {
        var path = _folder.Write("tiny.cs", TestPlugin.Source("one"));
        await using var watch = Watch(path);
        Assert.Equal("one", await Next(watch));
        var before = watch.Current.Plugin!;

        _folder.Write("new", "this does not compile");
        File.Move(_folder.At("new"), path, overwrite: true);
        Assert.Equal("Source", await Next(watch));
        Assert.Equal("a plugin", before.Definition.Summary);

        File.Delete(path);
        Assert.Equal("Unreadable", await Next(watch));

        _folder.Write("new", TestPlugin.Source("two"));
        File.Move(_folder.At("new"), path);
        Assert.Equal("two", await Next(watch));
        Assert.Throws<ObjectDisposedException>(() => before.Definition);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_dependency_that_is_replaced_is_a_new_build_too()
    {
        var library = new TestAssembly("Library") { Source = "public static class Library { public const int X = 1; public static void Use() { } }" }.WriteTo(_folder.Root);
        var path = new TestAssembly("Tiny") { Source = TestPlugin.Source(define: "Library.Use();"), References = [library] }.WriteTo(_folder.Root);
        await using var watch = Watch(path);
        await Next(watch);
        var first = watch.Current.Plugin!.Identity;

        new TestAssembly("Library") { Source = "public static class Library { public const int X = 2; public static void Use() { } }" }.WriteTo(_folder.At("next"));
        File.Move(_folder.At("next", "Library.dll"), library, overwrite: true);
        await Next(watch);

        Assert.Equal(first.Id, watch.Current.Plugin!.Identity.Id);
        Assert.NotEqual(first.Hash, watch.Current.Plugin!.Identity.Hash);
    }

    [Fact]
    public async Task A_burst_of_changes_is_one_reload_after_quiet()
    {
        var time = new FakeTimeProvider();
        using var debouncer = new Debouncer(TimeSpan.FromMilliseconds(200), time);
        for (var i = 0; i < 10; i++)
        {
            debouncer.Signal();
            time.Advance(TimeSpan.FromMilliseconds(199));
        }

        var wait = debouncer.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await wait;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(debouncer.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public void A_change_while_nobody_waits_is_not_lost_and_several_are_one()
    {
        var time = new FakeTimeProvider();
        using var debouncer = new Debouncer(TimeSpan.FromMilliseconds(200), time);
        for (var i = 0; i < 3; i++)
        {
            debouncer.Signal();
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(debouncer.WaitAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        Assert.False(debouncer.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
    }
}
