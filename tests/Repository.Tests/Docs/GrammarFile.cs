using System.Text.Encodings.Web;
using System.Text.Json;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Scenarios;

namespace Repository.Tests.Docs;

/// <summary>docs/editors/phs.tmLanguage.json: the TextMate grammar of scripts.</summary>
static class GrammarFile
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write() => JsonSerializer.Serialize(
        new Dictionary<string, object>
        {
            ["name"] = "ProtoHarness script",
            ["scopeName"] = "source.phs",
            ["fileTypes"] = new[] { "phs" },
            ["patterns"] = new object[]
            {
                Rule("comment.line.number-sign.phs", "#.*$"),
                new Dictionary<string, object>
                {
                    ["name"] = "string.quoted.double.phs",
                    ["begin"] = "\"",
                    ["end"] = "\"|$",
                    ["patterns"] = new object[] { Rule("constant.character.escape.phs", @"\\(x[0-9A-Fa-f]{2}|u\{[0-9A-Fa-f]{1,6}\}|[""\\nrt])"), Rule("invalid.illegal.escape.phs", @"\\.") },
                },
                Rule("keyword.control.phs", $@"^\s*({Words(VerbCatalog.Names)})(?=\s|$)"),
                Rule("entity.name.tag.phs", @"^\s*[A-Z][A-Za-z0-9]*(?=\s)"),
                Rule("support.function.fault.phs", $@"(?<=[\s|])({Words(FaultCatalog.All.Select(kind => kind.Name))})(?=[\s|]|$)"),
                Rule("variable.parameter.phs", @"[A-Za-z][\w.\[\]-]*(?==)"),
                Rule("variable.other.phs", @"\$[\w-]+"),
                Rule("keyword.operator.phs", @"(?<=\s)[<>](?=\s)|[|{}=]|\b(within|completed|refused|in|of)\b"),
                Rule("constant.numeric.phs", @"(?<![\w-])@?[0-9]+(us|ms|s|m|h|KiB|MiB|GiB)?\b|\b0x[0-9A-Fa-f]+\b"),
            },
        },
        Indented) + "\n";

    static string Words(IEnumerable<string> words) => string.Join('|', words.OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal));

    static Dictionary<string, object> Rule(string name, string match) => new() { ["name"] = name, ["match"] = match };
}
