using System.Text.Json;

namespace EndToEnd.Tests.Fuzz;

public sealed class FuzzCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Task<ToolRun> Run(params string[] arguments) => Tool.RunAsync(_folder.Root, arguments);

    [Fact]
    public async Task Targets_of_the_bundled_plugins_are_listed_and_shared_out_and_have_seeds()
    {
        var listed = (await Run("fuzz", "--list")).Ends(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("smux/session", listed);
        Assert.Contains("length-prefix/Plain2Frame", listed);

        // Part by part, as several machines would: together they are all of it.
        var parts = new List<string>();
        for (var part = 1; part <= 3; part++)
        {
            parts.AddRange((await Run("fuzz", "--list", "--shard", $"{part}/3")).Ends(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        Assert.Equal(listed.Order(StringComparer.Ordinal), parts.Order(StringComparer.Ordinal));

        // From the seed corpora of the repository: all that they hold runs, and then a little more. All targets of all plugins are the smoke run's.
        Assert.All(listed, target => Plant(target));
        var run = (await Run("fuzz", "queue", "--runs", "64")).Ends(0);
        Assert.All(listed.Where(target => target.StartsWith("queue/", StringComparison.Ordinal)), target => Assert.Contains($"PASS {target}: ", run.Output, StringComparison.Ordinal));
    }

    /// <summary>Copies a target's seed corpus to where a campaign looks for what it kept.</summary>
    void Plant(string target)
    {
        var seeds = Path.Combine(Tool.Repository, "fuzz", "corpora", target);
        Assert.True(Directory.Exists(seeds), $"{target} has no seed corpus under fuzz/corpora");
        var corpus = Directory.CreateDirectory(Path.Combine(_folder.Root, "fuzzing", target, "corpus")).FullName;
        foreach (var seed in Directory.GetFiles(seeds))
        {
            File.Copy(seed, Path.Combine(corpus, Path.GetFileName(seed)));
        }
    }

    [Fact]
    public async Task A_bug_of_a_plugin_in_one_file_is_found_in_a_session_and_replays()
    {
        const string place = "            lock (_gate)\n            {\n";
        var source = File.ReadAllText(Path.Combine(Tool.Repository, "samples", "KeyValue.cs")).ReplaceLineEndings("\n");
        Assert.Contains(place, source, StringComparison.Ordinal);
        _folder.Write("KeyValue.cs", source.Replace(
            place, place + "                if (question.Verb == Verb.Put && question.Value.Length is > 0 and < 9)\n                {\n                    _ = question.Value[8];\n                }\n\n", StringComparison.Ordinal));

        var run = (await Run("fuzz", "KeyValue.cs/session", "--runs", "5000", "--json")).Ends(1);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("begin", lines[0].GetProperty("event").GetString());
        Assert.Equal("end", lines[^1].GetProperty("event").GetString());
        var finding = lines.First(line => line.GetProperty("event").GetString() == "finding" && line.GetProperty("message").GetString()!.Contains("IndexOutOfRange", StringComparison.Ordinal));
        Assert.Equal("FAIL", finding.GetProperty("verdict").GetString());

        var replayed = (await Run("replay", finding.GetProperty("file").GetString()!, "--plugin", "KeyValue.cs")).Ends(1);
        Assert.Contains("the bug lives", replayed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corpus_is_kept_resumed_made_smaller_merged_and_imported()
    {
        (await Run("fuzz", "length-prefix/Plain2Frame", "--runs", "3000", "--corpus", "c")).Ends(0);
        const string kept = "c/length-prefix/Plain2Frame/corpus";
        var before = Directory.GetFiles(Path.Combine(_folder.Root, kept)).Length;
        Assert.True(before > 3);

        var resumed = (await Run("fuzz", "length-prefix/Plain2Frame", "--runs", "3000", "--corpus", "c", "--resume", "--seed", "9")).Ends(0);
        Assert.True(Directory.GetFiles(Path.Combine(_folder.Root, kept)).Length >= before, resumed.Output);

        Assert.Contains("inputs reach all", (await Run("corpus", "min", "length-prefix/Plain2Frame", kept, "small")).Ends(0).Output, StringComparison.Ordinal);
        Assert.InRange(Directory.GetFiles(Path.Combine(_folder.Root, "small")).Length, 1, before * 2);
        (await Run("corpus", "min", "length-prefix/Plain2Frame", "small", "small")).Ends(2);
        Assert.Contains("0 inputs were new", (await Run("corpus", "merge", kept, "small")).Ends(0).Output, StringComparison.Ordinal);

        _folder.Write("raw/whole", "\0\u0002ab");
        _folder.Write("raw/cut", "\0\u0009ab");
        var import = (await Run("corpus", "import", "length-prefix/Plain2Frame", "in", "raw")).Ends(0);
        Assert.Contains("cut: at byte 0 of 4", import.Output, StringComparison.Ordinal);
        Assert.Contains("2 inputs, 2 new, 1 that", import.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corpus_survives_a_change_of_the_record_and_the_change_is_said()
    {
        const string before = "[LengthPrefixed(LengthPrefix.U8)] [Text(TextEncoding.Utf8)] [Limit(64)] string Key";
        var source = File.ReadAllText(Path.Combine(Tool.Repository, "samples", "KeyValue.cs"));
        Assert.Contains(before, source, StringComparison.Ordinal);
        _folder.Write("KeyValue.cs", source);
        Assert.DoesNotContain("the record has changed", (await Run("fuzz", "KeyValue.cs/Message", "--runs", "3000")).Ends(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("the record has changed", (await Run("fuzz", "KeyValue.cs/Message", "--runs", "100")).Ends(0).Output, StringComparison.Ordinal);
        var kept = Directory.GetFiles(Path.Combine(_folder.Root, "fuzzing/key-value/Message/corpus"));

        _folder.Write("KeyValue.cs", source.Replace(before, before.Replace("U8", "U32", StringComparison.Ordinal), StringComparison.Ordinal));
        var run = (await Run("fuzz", "KeyValue.cs/Message", "--runs", "100")).Ends(0);

        Assert.Contains("key-value/Message: the record has changed since this corpus was kept: ", run.Output, StringComparison.Ordinal);
        Assert.All(kept, file => Assert.True(File.Exists(file)));
    }

    [Fact]
    public async Task Coverage_of_a_campaign_is_told_by_line_edge_and_state_and_written_as_a_page()
    {
        (await Run("fuzz", "smux/session", "--runs", "300")).Ends(0);

        var text = (await Run("corpus", "coverage", "smux/session", "--html", "page.html")).Ends(0).Output;
        Assert.Matches(@"smux/session: \d+ inputs reach \d+ of \d+ edges", text);
        Assert.Contains("edges over time", text, StringComparison.Ordinal);
        Assert.Contains("states and transitions", text, StringComparison.Ordinal);
        Assert.Contains("<span class=\"ran\">", File.ReadAllText(Path.Combine(_folder.Root, "page.html")), StringComparison.Ordinal);

        var json = JsonDocument.Parse((await Run("corpus", "coverage", "smux/session", "fuzzing/smux/session/corpus", "--json")).Ends(0).Output).RootElement;
        Assert.True(json.GetProperty("edges").GetInt32() > 50);
        Assert.Contains(json.GetProperty("files").EnumerateArray(), file => file.GetProperty("ran").GetArrayLength() > 10 && file.GetProperty("notRan").GetArrayLength() > 0);
        Assert.True(json.GetProperty("transitions").GetArrayLength() > 2);
    }

    [Fact]
    public async Task A_capture_of_a_session_is_brought_in_as_frames_and_as_a_session()
    {
        _folder.Write("session.phs", "phs 1\nuse length-prefix\nC echo\nexpect C completed\n");
        const string capture = "session.pcapng";
        (await Run("export", "pcapng", "session.phs", "-o", capture)).Ends(0);

        Assert.Matches(@"^[2-9] inputs, \d new, 0 that", (await Run("corpus", "import", "length-prefix/Plain8Frame", "frames", capture)).Ends(0).Output);
        Assert.Contains(", 0 that", (await Run("corpus", "import", "length-prefix/session", "sessions", capture)).Ends(0).Output, StringComparison.Ordinal);
        (await Run("fuzz", "length-prefix/session", "--import", capture, "--runs", "100")).Ends(0);
    }

    [Fact]
    public async Task What_cannot_be_fuzzed_is_said_before_anything_runs()
    {
        Assert.Contains("did you mean 'session'?", (await Run("fuzz", "smux/sesion")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.Contains("give --time or --runs", (await Run("fuzz", "smux")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.Contains("--runs takes a number from 1", (await Run("fuzz", "smux", "--runs", "0")).Ends(2).Errors, StringComparison.Ordinal);
        (await Run("fuzz", "nothing-of-that-name/x", "--runs", "1")).Ends(3);
    }
}
