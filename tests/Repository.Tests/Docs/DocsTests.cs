namespace Repository.Tests.Docs;

/// <summary>
/// What the documentation says of laws, faults and verbs comes from the code's own tables. Run the tests with <c>UPDATE_DOCS=1</c> to write it anew.
/// </summary>
public class DocsTests
{
    [Fact]
    public void Docs_laws_is_what_the_catalogue_of_laws_says() => Holds("laws.md", LawDocs.Write(Root));

    [Fact]
    public void Docs_faults_is_what_the_catalogue_of_faults_says() => Holds("faults.md", FaultDocs.Write());

    [Fact]
    public void Docs_scenarios_lists_every_verb() => Holds("scenarios.md", VerbDocs.Write(Read("scenarios.md"), isFinding: false));

    [Fact]
    public void Docs_findings_lists_every_line_of_the_header() => Holds("findings.md", VerbDocs.Write(Read("findings.md"), isFinding: true));

    [Fact]
    public void The_grammar_for_editors_knows_every_verb_and_every_fault() => Holds("editors/phs.tmLanguage.json", GrammarFile.Write());

    static string Root => Repository.Root;

    static string Read(string name) => File.ReadAllText(Path.Combine(Root, "docs", name));

    static void Holds(string name, string expected)
    {
        var path = Path.Combine(Root, "docs", name);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == expected, $"docs/{name} is not what the code says: run these tests with UPDATE_DOCS=1 and look at what changed");
    }
}
