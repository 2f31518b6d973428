namespace EndToEnd.Tests.Fuzz;

/// <summary>The dictionaries in fuzz/dictionaries are what the schemas say. Run the tests with <c>UPDATE_DOCS=1</c> to write them anew.</summary>
public sealed class DictionaryTests : IDisposable
{
    static readonly string Bundled = Path.Combine(Tool.Repository, "fuzz", "dictionaries");

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("datagram-echo")]
    [InlineData("file-transfer")]
    [InlineData("json-lines")]
    [InlineData("length-prefix")]
    [InlineData("queue")]
    [InlineData("smux")]
    public async Task Bundled_dictionary_is_what_the_schemas_say(string plugin)
    {
        var printed = (await Tool.RunAsync(_folder.Root, "corpus", "dictionary", plugin)).Ends(0).Output.ReplaceLineEndings("\n");
        var file = Path.Combine(Bundled, $"{plugin}.dict");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, printed);
        }

        Assert.NotEmpty(printed);
        Assert.Equal(File.ReadAllText(file), printed);
    }

    [Fact]
    public async Task Dictionaries_are_taken_by_fuzz_and_a_bad_line_is_named()
    {
        string[] words = [.. Directory.GetFiles(Bundled, "*.dict").Order(StringComparer.Ordinal).SelectMany(file => new[] { "--dict", file })];
        (await Tool.RunAsync(_folder.Root, ["fuzz", "queue/session", "--runs", "50", .. words])).Ends(0);

        _folder.Write("bad.dict", "# a comment\nname=\"\\q\"\n");
        var bad = (await Tool.RunAsync(_folder.Root, "fuzz", "queue/session", "--runs", "50", "--dict", "bad.dict")).Ends(2);
        Assert.Contains("bad.dict(2): after a backslash comes", bad.Errors, StringComparison.Ordinal);
    }
}
