namespace EndToEnd.Tests.Live;

/// <summary><c>serve</c> and <c>connect</c>, each in a process of its own.</summary>
public class ServeTests
{
    [Fact]
    public async Task A_folder_is_sent_and_received_by_the_built_tool_and_what_is_there_is_not_sent_again()
    {
        using var folder = new TempFolder();
        var photos = Directory.CreateDirectory(Path.Combine(folder.Root, "photos", "2024")).FullName;
        var content = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 >> 3)).ToArray();
        await File.WriteAllBytesAsync(Path.Combine(photos, "one.bin"), content, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(photos, "empty"), "", TestContext.Current.CancellationToken);
        await using var server = await Served.StartAsync(folder.Root, "file-transfer", "--set", "folder=inbox");

        (await Tool.RunAsync(folder.Root, "connect", "file-transfer", "send", "path=photos", "--to", server.Address)).Ends(0);
        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(folder.Root, "inbox", "photos", "2024", "one.bin"), TestContext.Current.CancellationToken));
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(folder.Root, "inbox"), "*", SearchOption.AllDirectories).Count());

        var again = (await Tool.RunAsync(folder.Root, "connect", "file-transfer", "send", "path=photos", "--to", server.Address)).Ends(0);
        Assert.Contains("photos/2024/one.bin: had", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_pulled_from_a_server()
    {
        using var folder = new TempFolder();
        var photos = Directory.CreateDirectory(Path.Combine(folder.Root, "outbox", "2024")).FullName;
        await File.WriteAllTextAsync(Path.Combine(photos, "one.txt"), "one", TestContext.Current.CancellationToken);
        await using var server = await Served.StartAsync(folder.Root, "file-transfer", "--serve", "send", "--set", "folder=outbox");

        (await Tool.RunAsync(folder.Root, "connect", "file-transfer", "pull", "into=inbox", "--to", server.Address)).Ends(0);

        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(folder.Root, "inbox", "2024", "one.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task On_a_terminal_a_bar_shows_how_far_a_file_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a terminal is made by the program script, which Windows lacks");
        using var folder = new TempFolder();
        await using (var file = File.Create(Path.Combine(folder.Root, "large")))
        {
            file.SetLength(256 << 20);
        }

        await using var server = await Served.StartAsync(folder.Root, "file-transfer", "--set", "folder=inbox");
        var command = $"stty cols 120; env -u NO_COLOR TERM=xterm dotnet '{Tool.Baked("Tool")}' connect file-transfer send path=large --to {server.Address}";
        var seen = (await Tool.ProgramAsync(folder.Root, "script", "-qec", command, "/dev/null")).Ends(0).Output;

        Assert.Matches(@"C \[#*-*\] +\d+% \d+\.\d of 256\.0 MiB large", seen);
    }

    [Theory]
    [InlineData("length-prefix", "echo")]
    [InlineData("datagram-echo", "echo")]
    [InlineData("queue", "push")]
    public async Task A_conversation_completes_between_two_processes_and_interrupting_the_server_ends_it_cleanly(string plugin, string conversation)
    {
        using var folder = new TempFolder();
        await using var server = await Served.StartAsync(folder.Root, plugin);

        var run = (await Tool.RunAsync(folder.Root, "connect", plugin, conversation, "--to", server.Address, "--json")).Ends(0);
        Assert.Contains("\"event\":\"done\"", run.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(130, await server.InterruptAsync());
        }
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_the_setting_and_the_nearest_word()
    {
        using var folder = new TempFolder();
        Assert.Contains("'ecko' is no conversation of 'length-prefix'", (await Tool.RunAsync(folder.Root, "connect", "length-prefix", "ecko", "--to", ":1")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.Contains("--to", (await Tool.RunAsync(folder.Root, "connect", "length-prefix", "echo", "--to", ":1")).Ends(3).Output, StringComparison.Ordinal);
        Assert.Contains("--serve", (await Tool.RunAsync(folder.Root, "serve", "queue", "--listen", ":0", "--serve", "quee")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.Contains("--listen", (await Tool.RunAsync(folder.Root, "serve", "queue", "--listen", "nowhere")).Ends(2).Errors, StringComparison.Ordinal);
    }
}
