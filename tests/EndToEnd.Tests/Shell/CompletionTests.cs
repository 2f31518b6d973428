namespace EndToEnd.Tests.Shell;

public sealed class CompletionTests : IDisposable
{
    readonly TempFolder _folder = new();

    public static TheoryData<string, string[]> Parsers => new()
    {
        { "bash", ["-n", "completions"] },
        { "zsh", ["-n", "completions"] },
        { "fish", ["-n", "completions"] },
        { "pwsh", ["-NoProfile", "-Command", "[void][ScriptBlock]::Create((Get-Content -Raw completions))"] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Parsers))]
    public async Task Each_shell_reads_its_completions(string shell, string[] arguments)
    {
        _folder.Write("completions", (await Tool.RunAsync(_folder.Root, "completions", shell)).Ends(0).Output);
        if (!IsInstalled(shell))
        {
            Assert.Skip($"{shell} is not installed here; its completions were printed, and not read");
        }

        Assert.Empty((await Tool.ProgramAsync(_folder.Root, shell, arguments)).Ends(0).Errors);
    }

    [Fact]
    public async Task Bash_completes_a_command()
    {
        if (!IsInstalled("bash"))
        {
            Assert.Skip("bash is not installed here");
        }

        _folder.Write("completions", (await Tool.RunAsync(_folder.Root, "completions", "bash")).Ends(0).Output);
        var script = $"protoharness() {{ dotnet '{Tool.Baked("Tool")}' \"$@\"; }}; . ./completions; COMP_LINE='protoharness exp'; COMP_POINT=16; COMP_WORDS=(protoharness exp); COMP_CWORD=1; _protoharness; echo \"${{COMPREPLY[@]}}\"";
        Assert.Equal("export", (await Tool.ProgramAsync(_folder.Root, "bash", "-c", script)).Ends(0).Output.Trim());
    }

    static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
