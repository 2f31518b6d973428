namespace Repository.Tests;

/// <summary>The repository tests itself.</summary>
public class LayoutTests
{
    static readonly string Root = Repository.Root;

    static readonly string[] Sources =
    [
        .. Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Golden")),
    ];

    [Theory]
    [InlineData("src/Harness")]
    [InlineData("src/Plugins")]
    [InlineData("src/Generators")]
    [InlineData("tests/SeededBugs")]
    [InlineData("fuzz")]
    [InlineData("bench")]
    [InlineData("README.md")]
    [InlineData("LICENSE")]
    [InlineData("docs/ARCHITECTURE.md")]
    public void What_the_design_fixes_is_there(string path) => Assert.True(Path.Exists(Path.Combine(Root, path)), path);

    [Fact]
    public void No_source_file_is_longer_than_500_lines()
    {
        var long_ = Sources.Where(path => File.ReadLines(path).Count() > 500).Select(path => Path.GetRelativePath(Root, path));

        Assert.Empty(long_);
    }

    [Fact]
    public void The_engine_knows_no_plugin()
    {
        var project = File.ReadAllText(Path.Combine(Root, "src/Harness/ProtoHarness.Engine/ProtoHarness.Engine.csproj"));

        Assert.DoesNotContain("ProtoHarness.Plugins", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Framing_knows_nobody()
    {
        var project = File.ReadAllText(Path.Combine(Root, "src/Harness/ProtoHarness.Framing/ProtoHarness.Framing.csproj"));

        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }
}
