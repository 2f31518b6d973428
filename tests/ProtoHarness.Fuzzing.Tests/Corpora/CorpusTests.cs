using ProtoHarness.Fuzz.Targets.Planted;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Tests.Corpora;

/// <summary>A corpus on disk is shared without a lock, and made smaller without losing coverage.</summary>
public sealed class CorpusTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("corpus-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_fuzzers_on_one_folder_see_each_others_inputs()
    {
        var (one, two) = (new CorpusFolder(_folder), new CorpusFolder(_folder));

        Assert.True(one.Add("a"u8));
        Assert.True(two.Add("b"u8));
        Assert.False(two.Add("a"u8));

        Assert.Equal(["b"u8.ToArray()], one.TakeNew());
        Assert.Empty(one.TakeNew());
        Assert.Equal(2, new CorpusFolder(_folder).TakeNew().Count);
    }

    [Fact]
    public void Many_writers_at_once_leave_each_input_whole_and_once()
    {
        Parallel.For(0, 8, worker =>
        {
            var folder = new CorpusFolder(_folder);
            for (var i = 0; i < 50; i++)
            {
                folder.Add(BitConverter.GetBytes(i));
            }
        });

        var names = Directory.GetFiles(_folder);
        Assert.Equal(50, names.Length);
        Assert.All(names, n => Assert.Equal(Path.GetFileName(n), CorpusFolder.NameOf(File.ReadAllBytes(n))));
    }

    [Fact]
    public async Task Two_loops_on_one_folder_share_what_they_find()
    {
        var source = MethodTarget.In(typeof(Canary).Assembly).Single(t => t.Name == "planted/tagged-union");
        using var target = LoadedTarget.Load(source);
        var first = await new FuzzCampaign(source, Options(1, 20_000), TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);

        var events = new RecordedEvents();
        var seeds = new CorpusFolder(Path.Combine(_folder, "corpus")).TakeNew();
        var second = new FuzzLoop(target, new FuzzOptions { MaxExecutions = seeds.Count * 4 + 100 }, events, TimeProvider.System).Run(seeds);

        Assert.True(seeds.Count > 5);
        Assert.True(second.Last.Edges >= first.Last.Edges - 1, $"{second.Last.Edges} of {first.Last.Edges}");
    }

    [Fact]
    public async Task What_was_done_is_saved_while_a_campaign_runs_and_not_only_when_it_ends()
    {
        var source = MethodTarget.In(typeof(Canary).Assembly).Single(t => t.Name == "planted/tagged-union");
        var options = Options(1, 20_000);
        var campaign = new FuzzCampaign(source, options with { Loop = options.Loop with { ProgressInterval = TimeSpan.Zero } }, TimeProvider.System);
        var (told, saved) = (new List<long>(), new List<long>());
        campaign.Progressed += progress =>
        {
            told.Add(progress.Executions);
            saved.Add(CampaignState.Load(_folder).Executions);
        };

        await campaign.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(told.Count > 2, $"{told.Count} reports");
        Assert.Equal(told, saved);
    }

    [Fact]
    public void Minimizing_a_corpus_keeps_its_coverage()
    {
        using var target = LoadedTarget.Load(MethodTarget.In(typeof(Canary).Assembly).Single(t => t.Name == "planted/tagged-union"));
        var options = new FuzzOptions { MaxExecutions = 100_000 };
        var inputs = new FuzzLoop(target, options, new RecordedEvents(), TimeProvider.System).Run([]).Corpus;
        byte[] failing = [5, 4, 7, 4, 0, 0];

        var all = CorpusTools.Minimize(target, [.. inputs, .. inputs, failing], options);
        var again = CorpusTools.Minimize(target, all.Kept, options);

        Assert.True(all.Kept.Count < inputs.Count * 2);
        Assert.Equal(all.Edges, again.Edges);
        Assert.Equal(failing, Assert.Single(all.Failed));
    }

    [Fact]
    public void Import_takes_raw_files_of_all_subfolders_once()
    {
        var source = Directory.CreateDirectory(Path.Combine(_folder, "source", "sub")).FullName;
        File.WriteAllText(Path.Combine(source, "a"), "same");
        File.WriteAllText(Path.Combine(source, "b"), "same");
        File.WriteAllText(Path.Combine(source, "..", "c"), "other");
        File.WriteAllText(Path.Combine(source, ".cur_input"), "note");

        Assert.Equal(2, CorpusTools.Import(new CorpusFolder(Path.Combine(_folder, "into")), Path.Combine(_folder, "source")));
    }

    FuzzCampaignOptions Options(ulong seed, long executions) =>
        new() { Folder = _folder, Loop = new FuzzOptions { Seed = seed, MaxExecutions = executions } };
}
