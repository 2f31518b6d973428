using System.Text.RegularExpressions;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Engine.Findings;

/// <summary>
/// Makes a script smaller that fails by what it expects: lines are left out, blocks opened up, numbers lowered. A smaller script counts only when the same line fails in
/// the same words but for numbers; else the shortest script that fails at all would win.
/// </summary>
sealed partial class ScriptShrink(IFindingJudge judge, Finding finding, PluginDefinition plugin, ShrinkBudget budget, ShrinkLog log)
{
    string _failure = "";

    public ShrinkResult Run()
    {
        if (Failure(finding.Script) is not { } first)
        {
            return new ShrinkResult(finding, budget.End ?? ShrinkEnd.DoesNotFail, budget.Runs, log.Changes);
        }

        _failure = Identity(first.Failure!);
        var (best, verdict) = (finding.Script, first);
        while (Smaller(best) is { } smaller)
        {
            (best, verdict) = smaller;
        }

        var end = budget.End ?? ShrinkEnd.Minimal;
        if (log.Changes.Count == 0)
        {
            return new ShrinkResult(finding, end, budget.Runs, log.Changes);
        }

        // The trace and the bytes are those of the smaller script.
        var fresh = Finding.OfScript(best, verdict.Failure!, verdict.Result!, finding.Header.PluginHash);
        return new ShrinkResult(fresh, end, budget.Runs, log.Changes);
    }

    /// <summary>The words of a failure without numbers and values; of the line that failed, only what kind of line it is, because its values are shrunk too.</summary>
    static string Identity(string failure) => FailedLine().Match(failure) is { Success: true } line
        ? $"{line.Groups[1].Value}: {NormalText.Of(failure[line.Length..])}"
        : NormalText.Of(failure);

    [GeneratedRegex(@"^line \d+ '(\S+(?: +[<>] +\S+)?).*?': ", RegexOptions.CultureInvariant)]
    private static partial Regex FailedLine();

    static bool IsStep(Statement line) =>
        line.IsTrivia || VerbCatalog.Find(line.Head) is null or { Group: VerbGroup.Step or VerbGroup.Expectation } or { Name: "schedule" or "clients" or "limits" or "seeds" };

    static IEnumerable<(string Axis, string Change, Sequence<Statement> Lines)> Candidates(Sequence<Statement> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (!IsStep(line) || line is { IsTrivia: true, Comment: null })
            {
                continue;
            }

            var text = ScriptPrinter.Print(line with { Comment = null, Body = null });
            var axis = line.Head == "fault" ? "faults" : line.Head == "schedule" ? "schedule" : "messages";
            yield return (axis, $"without '{text}'", With(lines, i, []));
            if (line.Body is { } body)
            {
                if (line.Head is "repeat" or "par")
                {
                    yield return (axis, $"'{text}' opened up", With(lines, i, body));
                }

                foreach (var inner in Candidates(body))
                {
                    yield return (inner.Axis, inner.Change, With(lines, i, [line with { Body = inner.Lines }]));
                }
            }

            foreach (var arguments in Fewer(line.Arguments).Concat(Lower(line.Arguments)))
            {
                var changed = line with { Arguments = arguments };
                yield return ("fields", $"'{ScriptPrinter.Print(changed with { Comment = null, Body = null })}'", With(lines, i, [changed]));
            }
        }
    }

    /// <summary>Without a field or parameter, without a fault on one frame: what is left out has its default.</summary>
    static IEnumerable<Sequence<Argument>> Fewer(Sequence<Argument> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is Pair or Bar)
            {
                var end = i + 1;
                while (arguments[i] is Bar && end < arguments.Count && arguments[end] is not Bar)
                {
                    end++;
                }

                yield return [.. arguments.Take(i), .. arguments.Skip(end)];
            }
        }
    }

    static IEnumerable<Sequence<Argument>> Lower(Sequence<Argument> arguments) =>
        arguments.SelectMany((argument, i) => Smaller(argument).Select(smaller => (Sequence<Argument>)[.. arguments.Take(i), smaller, .. arguments.Skip(i + 1)]));

    static IEnumerable<Argument> Smaller(Argument argument) => argument switch
    {
        Word word => Texts(word.Text).Select(text => new Word(text)),
        Pair { Value: Word word } pair => Texts(word.Text).Select(text => pair with { Value = new Word(text) }),
        Pair { Value: Quoted { Text.Length: > 1 } quoted } pair => [pair with { Value = new Quoted("") }, pair with { Value = new Quoted(quoted.Text[..(quoted.Text.Length / 2)]) }],
        _ => [],
    };

    static IEnumerable<string> Texts(string text) => text.StartsWith('@') ? Findings.Smaller.Texts(text[1..]).Select(t => "@" + t) : Findings.Smaller.Texts(text);

    static Sequence<Statement> With(Sequence<Statement> lines, int index, Sequence<Statement> replacement) =>
        [.. lines.Take(index), .. replacement, .. lines.Skip(index + 1)];

    (Script Script, FindingVerdict Verdict)? Smaller(Script script)
    {
        foreach (var (axis, change, lines) in Candidates(script.Statements))
        {
            if (budget.End is not null)
            {
                return null;
            }

            var candidate = new Script(lines);
            if (Failure(candidate) is { } verdict && Identity(verdict.Failure!) == _failure)
            {
                log.Add(axis, change);
                return (candidate, verdict);
            }
        }

        return null;
    }

    FindingVerdict? Failure(Script script)
    {
        if (!budget.Take())
        {
            return null;
        }

        var errors = new ScriptErrors();
        var scenario = ScenarioReader.Read(finding.Scenario.File, script, errors);
        var bound = errors.IsEmpty ? ScenarioBinder.Bind(scenario, plugin, errors) : null;
        if (!errors.IsEmpty)
        {
            return null;
        }

        var verdict = bound!.Judge(finding.Law, judge);
        return verdict.Failure is null || verdict.Result is null ? null : verdict;
    }
}
