using System.CommandLine;
using ProtoHarness.Cli.Output;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Bridges;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Coverage;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Cli.Fuzz;

/// <summary><c>protoharness corpus</c>: makes corpora smaller, puts them together, brings inputs in, tells what they reach.</summary>
static class CorpusCommand
{
    public static Command Create() => new("corpus", "Make corpora smaller, put them together, bring inputs in, see what they reach.") { Min(), Merge(), Import(), Coverage(), Dictionary() };

    static Command Min()
    {
        var target = Target();
        var from = Folder("FROM", "The corpus.");
        var into = Folder("INTO", "The folder of the smaller corpus; it may not be the same.");
        var command = new Command("min", "Write the smallest inputs that together reach all that a corpus reaches.") { target, from, into };
        command.SetAction(parsed => Guarded(screen =>
        {
            var (source, folder) = (parsed.GetValue(from)!, parsed.GetValue(into)!);
            if (Path.GetFullPath(source) == Path.GetFullPath(folder))
            {
                throw new FormatException("FROM and INTO are the same folder; nothing is ever deleted from a corpus, so the smaller one needs a folder of its own");
            }

            var inputs = Existing(source).TakeNew();
            using var loaded = LoadedTarget.Load(One(parsed.GetValue(target)!).Target);
            var small = CorpusTools.Minimize(loaded, inputs, new FuzzOptions());
            var corpus = new CorpusFolder(folder);
            foreach (var input in small.Kept)
            {
                corpus.Add(input);
            }

            screen.Line($"{small.Kept.Count} of {inputs.Count} inputs reach all {small.Edges} edges; {small.Failed.Count} fail and are left out");
        }));
        return command;
    }

    static Command Merge()
    {
        var into = Folder("INTO", "The corpus that takes all; it is made if it is missing.");
        var from = new Argument<string[]>("FROM") { Description = "Corpora, of this fuzzer or another; subfolders too.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("merge", "Put corpora together; an input that several have is there once.") { into, from };
        command.SetAction(parsed => Guarded(screen =>
        {
            foreach (var folder in parsed.GetValue(from)!)
            {
                Existing(folder);
            }

            screen.Line($"{CorpusTools.Import(new CorpusFolder(parsed.GetValue(into)!), parsed.GetValue(from)!)} inputs were new");
        }));
        return command;
    }

    static Command Import()
    {
        var target = Target();
        var into = Folder("INTO", "The corpus.");
        var from = new Argument<string[]>("FROM") { Description = "Files and folders; each file is an input, a packet capture (pcap, pcapng) as many as it has streams.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import", "Bring raw files and packet captures in, and say which inputs the target does not read to the end.") { target, into, from };
        command.SetAction(parsed => Guarded(screen =>
        {
            var source = One(parsed.GetValue(target)!).Target;
            var corpus = new CorpusFolder(parsed.GetValue(into)!);
            var (all, fresh, doubtful) = (0, 0, 0);
            var options = new FuzzOptions();
            using var loaded = LoadedTarget.Load(source);
            var cutter = FrameCutter.For(loaded, options);
            foreach (var input in CorpusTools.Inputs(source, cutter, parsed.GetValue(from)!, options.MaxInputBytes))
            {
                all++;
                fresh += corpus.Add(input.Bytes) ? 1 : 0;
                if ((cutter?.Complaint(input.Bytes) ?? (input.IsOfCutStream ? "the capture has not all of the stream" : null)) is { } complaint)
                {
                    doubtful++;
                    screen.Line($"{input.Origin}: {complaint}");
                }
            }

            screen.Line($"{all} inputs, {fresh} new, {doubtful} that {source.Name} does not read to the end (kept all the same)");
        }));
        return command;
    }

    static Command Coverage()
    {
        var target = Target();
        var from = new Argument<string?>("FROM") { Description = "The corpus, or the folder of a campaign; without it, the target's campaign below --corpus.", Arity = ArgumentArity.ZeroOrOne };
        var campaigns = new Option<string>("--corpus") { Description = "The folder that 'fuzz' kept its campaigns in.", HelpName = "DIR", DefaultValueFactory = _ => Fuzzer.DefaultFolder };
        var html = new Option<string?>("--html") { Description = "Write a page with the source lines to this file, too.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        json.Description = "Print the report as JSON.";
        var command = new Command("coverage", "Tell what a corpus reaches: edges, source lines, states, and how the campaign got there.") { target, from, campaigns, html, json };
        command.SetAction(parsed => Guarded(screen =>
        {
            var source = One(parsed.GetValue(target)!).Target;
            var folder = parsed.GetValue(from) ?? Path.Combine(parsed.GetValue(campaigns)!, source.Name.Replace('/', Path.DirectorySeparatorChar));
            var corpus = Path.Combine(folder, "corpus");
            using var loaded = LoadedTarget.Load(source);
            var report = CoverageMeter.Measure(loaded, Existing(Directory.Exists(corpus) ? corpus : folder).TakeNew(), new FuzzOptions(), new Timeline(folder).Read());
            if (parsed.GetValue(html) is { } page)
            {
                File.WriteAllText(page, CoverageHtml.Write(report, static file => File.Exists(file) ? File.ReadAllText(file) : null));
            }

            foreach (var line in parsed.GetValue(json) ? [CoverageText.Json(report)] : CoverageText.Lines(report))
            {
                screen.Line(line);
            }
        }));
        return command;
    }

    static Command Dictionary()
    {
        var plugin = new Argument<string>("PLUGIN[/TARGET]") { Description = "A plugin, or one of its frames." };
        var command = new Command("dictionary", "Print the words of frames as a dictionary for AFL++ or libFuzzer: constants, named values, boundaries.") { plugin };
        command.SetAction(parsed => Guarded(screen =>
            DictionaryFile.Of(FuzzChoice.Find([parsed.GetValue(plugin)!]).SelectMany(choice => choice.Target.Schemas).Distinct())
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(screen.Line)));
        return command;
    }

    static Task<int> Guarded(Action<Screen> run)
    {
        var screen = new Screen(noColor: false, quiet: false);
        try
        {
            run(screen);
            return Task.FromResult(ExitCode.Held);
        }
        catch (FormatException e)
        {
            screen.Error(e.Message);
            return Task.FromResult(ExitCode.Usage);
        }
        catch (Exception e) when (FuzzCommand.IsTargetsFault(e))
        {
            screen.Error(e.Message);
            return Task.FromResult(ExitCode.CouldNotRun);
        }
    }

    static FuzzChoice One(string name) => FuzzChoice.Find([name]) is [var one] ? one
        : throw new FormatException($"'{name}' has several targets; name one, such as {FuzzChoice.Find([name])[0].Target.Name}");

    static CorpusFolder Existing(string path) => Directory.Exists(path) ? new CorpusFolder(path) : throw new FormatException($"there is no folder '{path}'");

    static Argument<string> Target() => new("PLUGIN/TARGET") { Description = "The target, as fuzz --list prints it." };

    static Argument<string> Folder(string name, string description) => new(name) { Description = description };
}
