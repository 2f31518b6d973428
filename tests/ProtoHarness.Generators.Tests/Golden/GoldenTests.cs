using System.Text;
using ProtoHarness.Generators.Tests.Support;

namespace ProtoHarness.Generators.Tests.Golden;

/// <summary>
/// The generated code, word for word. Each <c>*.frame</c> file holds declarations, the <c>*.golden</c> file beside it what is generated for
/// them. After a change on purpose: run with PROTOHARNESS_ACCEPT_GOLDEN=1, and read the difference before committing it.
/// </summary>
public class GoldenTests
{
    const string Accept = "PROTOHARNESS_ACCEPT_GOLDEN";

    static string Folder => Path.Combine(Folders.Tests, "Golden");

    public static TheoryData<string> Names =>
    [
        .. Directory.GetFiles(Folder, "*.frame").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Generated_code_is_what_the_golden_file_says(string name)
    {
        var actual = new StringBuilder();
        foreach (var (file, text) in Compiling.Generate(Compiling.Usings + File.ReadAllText(Path.Combine(Folder, name + ".frame"))))
        {
            actual.Append("=== ").Append(file).Append('\n').Append(text);
        }

        var golden = Path.Combine(Folder, name + ".golden");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Assert.NotEqual("true", Environment.GetEnvironmentVariable("CI"));
            File.WriteAllText(golden, actual.ToString());
        }

        Assert.True(File.Exists(golden), $"{name}.golden is missing; run with {Accept}=1 and read what it writes.");
        Assert.Equal(File.ReadAllText(golden).ReplaceLineEndings("\n"), actual.ToString());
    }

    [Fact]
    public void Every_golden_file_has_its_declarations()
    {
        var inputs = Names.Select(row => row.Data).ToList();
        var goldens = Directory.GetFiles(Folder, "*.golden").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);
        Assert.NotEmpty(inputs);
        Assert.Equal(inputs, goldens);
    }

    [Fact]
    public void Golden_declarations_compile_without_a_warning()
    {
        foreach (var name in Names)
        {
            Assert.NotNull(Compiling.Load(Compiling.Usings + File.ReadAllText(Path.Combine(Folder, name.Data + ".frame"))));
        }
    }
}
