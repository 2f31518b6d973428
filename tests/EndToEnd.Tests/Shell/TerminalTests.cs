namespace EndToEnd.Tests.Shell;

public sealed class TerminalTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Progress_is_shown_whole_on_a_narrow_terminal_and_rewritten_in_its_place()
    {
        if (!File.Exists("/usr/bin/script"))
        {
            Assert.Skip("script is not installed here (Debian: bsdutils); no terminal was tried");
        }

        var command = $"stty cols 50 rows 30; dotnet '{Tool.Baked("Tool")}' fuzz length-prefix/session --time 4s";
        (await Tool.ProgramAsync(_folder.Root, "script", "-qec", command, "typescript")).Ends(0);
        var shown = await File.ReadAllTextAsync(Path.Combine(_folder.Root, "typescript"), TestContext.Current.CancellationToken);
        var last = shown.Split("\r\e[2K")[^2].Split("\e[1A\e[2K")[^1];
        foreach (var what in (string[])["executions", "/s", "edges", "states", "corpus", "findings", "last new", "stability"])
        {
            Assert.Contains(what, last, StringComparison.Ordinal);
        }

        var rows = last.Split("\r\n");
        Assert.All(rows, row => Assert.InRange(row.Length, 1, 49));
        Assert.Contains(string.Concat(Enumerable.Repeat("\e[1A\e[2K", rows.Length - 1)) + "PASS length-prefix/session", shown, StringComparison.Ordinal);
    }
}
