using System.Text;
using ProtoHarness.Engine.Laws;

namespace Repository.Tests.Docs;

/// <summary>docs/laws.md: each law with its reason, and the planted bugs that it finds.</summary>
static class LawDocs
{
    const string Intro = """
        # Laws

        A law is a property that every codec or session must keep. `protoharness check` asks each law about each frame or conversation of a plugin, over many cases, and
        answers with a verdict:

        | verdict | means |
        |---|---|
        | PASS | it holds in every case that said something |
        | NON-STRICT | it holds, but a stricter reading of it does not; a failure with `--strict` |
        | UNSUPPORTED | no case said anything: its fault never fired, or the plugin lacks what the law needs |
        | FLAKY | it was broken once and held when the same case was replayed |
        | FAIL | it is broken, and is broken again each time the case is replayed; there is a [finding](findings.md) |
        | HARNESS-ERROR | the harness itself could not run the case |

        In memory a session has no wall clock: it is over when its roles have ended, or when nothing is runnable and no timer is pending. Nothing below depends on how fast
        the machine is. The [faults](faults.md) decide what a law may ask for: under those that change bytes, only clean endings; under those that tell nobody, only that the
        session lets go when it is cancelled ([ADR 2](adr)).

        A finding is made smaller only to cases of which its law says something true: what a law counts stays as it is, no fault becomes slower, no patience shorter, and the
        conversation must still complete without the faults.

        This page is generated from the catalogue of laws and from the planted bugs in `tests/SeededBugs`, each of which must be found under the law that it breaks.

        """;

    public static string Write(string root)
    {
        var bugs = Bugs(root);
        var text = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        Section(text, "Codecs", "codec/", bugs);
        Section(text, "Sessions", "session/", bugs);
        return text.ToString();
    }

    static void Section(StringBuilder text, string title, string prefix, ILookup<string, (string File, string Class)> bugs)
    {
        text.Append($"\n## {title}\n");
        foreach (var law in LawCatalog.All.Where(law => law.Id.StartsWith(prefix, StringComparison.Ordinal)))
        {
            text.Append($"\n### `{law.Id}`\n\n{Sentence(law.Title)}\n\n{law.Why}\n");
            foreach (var (file, of) in bugs[law.Id])
            {
                text.Append($"\n- found: {of} ([{Path.GetFileNameWithoutExtension(file)}](../{file}))");
            }

            text.Append('\n');
        }
    }

    static string Sentence(string title) => $"**{char.ToUpperInvariant(title[0])}{title[1..]}.**";

    static ILookup<string, (string File, string Class)> Bugs(string root) => Directory
        .EnumerateFiles(Path.Combine(root, "tests", "SeededBugs"), "*.cs", SearchOption.AllDirectories)
        .Select(path => (File: Path.GetRelativePath(root, path).Replace('\\', '/'), Lines: File.ReadLines(path).Take(2).ToList()))
        .Where(bug => bug.File.Split('/').All(part => part is not ("bin" or "obj")) && bug.Lines is [var first, _] && first.StartsWith("// breaks: ", StringComparison.Ordinal))
        .OrderBy(bug => bug.File, StringComparer.Ordinal)
        .ToLookup(bug => bug.Lines[0]["// breaks: ".Length..], bug => (bug.File, bug.Lines[1]["// class: ".Length..]));
}
