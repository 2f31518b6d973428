namespace EndToEnd.Tests.Scripts;

public sealed class DiffCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_frame_in_which_two_servers_differ_is_shown()
    {
        (await Tool.RunAsync(_folder.Root, "plugin", "new", "Mine", "--single-file")).Ends(0);
        var other = File.ReadAllText(_folder.At("Mine.cs")).Replace("            Array.Reverse(answer);\n            await writer.WriteAsync", "            if (answer.Length == 3)\n            {\n                Array.Reverse(answer);\n            }\n\n            await writer.WriteAsync", StringComparison.Ordinal);
        _folder.Write("other/Mine.cs", other);
        _folder.Write("talk.phs", "phs 1\nuse mine\nC > Mine verb=Ask payload=\"abc\"\nC < Mine\nC > Mine verb=Ask payload=\"abcd\"\nC < Mine\n");

        Assert.Contains("They are the same.", (await Tool.RunAsync(_folder.Root, "diff", "talk.phs", "./Mine.cs", "./Mine.cs")).Ends(0).Output, StringComparison.Ordinal);
        var diff = (await Tool.RunAsync(_folder.Root, "diff", "talk.phs", "./Mine.cs", "other/Mine.cs")).Ends(1).Output;
        Assert.Contains("connection 1, S>C: frame 2, byte 9", diff, StringComparison.Ordinal);
        Assert.Contains("first   MineFrame Verb = Answer (2), Length = 4, Payload = 0x64636261", diff, StringComparison.Ordinal);
        Assert.Contains("second  MineFrame Verb = Answer (2), Length = 4, Payload = 0x61626364", diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_is_held_against_a_foreign_program()
    {
        // The program is this tool itself; to the one that runs it, it is a process that listens.
        static string Server(string width) => $"exec:dotnet '{Tool.Baked("Tool")}' serve length-prefix --listen :{{port}} --set width={width}";
        _folder.Write("talk.phs", "phs 1\nuse length-prefix width=2\nC > raw 00026869\nC < raw 00026869\nC > end\nC < end\n");

        Assert.Contains("They are the same.", (await Tool.RunAsync(_folder.Root, "diff", "talk.phs", "length-prefix", Server("2"))).Ends(0).Output, StringComparison.Ordinal);
        var diff = (await Tool.RunAsync(_folder.Root, "diff", "talk.phs", "length-prefix", Server("4"))).Ends(1).Output;
        Assert.Contains("connection 1, S>C: frame 1", diff, StringComparison.Ordinal);
        Assert.Contains("They differ.", diff, StringComparison.Ordinal);
        Assert.Contains("cannot be started", (await Tool.RunAsync(_folder.Root, "diff", "talk.phs", "length-prefix", "exec:no-such-program {port}")).Ends(3).Errors, StringComparison.Ordinal);
    }
}
