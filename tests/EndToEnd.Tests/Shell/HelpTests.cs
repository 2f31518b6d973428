using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Shell;

public sealed partial class HelpTests
{
    [Fact]
    public async Task The_help_of_every_command_has_examples_that_name_it_and_a_page()
    {
        var commands = new Queue<string[]>([[]]);
        var count = 0;
        while (commands.TryDequeue(out var words))
        {
            count++;
            var name = string.Join(' ', words.Prepend("protoharness"));
            var help = (await Tool.RunAsync(Tool.Repository, [.. words, "--help"])).Ends(0).Output;
            Assert.Contains($"Examples:\n  {name}", help, StringComparison.Ordinal);
            var page = Page().Match(help).Groups[1].Value;
            Assert.True(File.Exists(Path.Combine(Tool.Repository, page)), $"'{name}' names the page '{page}'");
            foreach (Match below in Subcommand().Matches(Commands().Match(help).Value))
            {
                commands.Enqueue([.. words, below.Groups[1].Value]);
            }
        }

        Assert.True(count >= 32, $"{count} commands");
    }

    [GeneratedRegex(@"\nCommands:\n(  .*\n)+")]
    private static partial Regex Commands();

    [GeneratedRegex(@"^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Subcommand();

    [GeneratedRegex(@"\nMore:\n  ([^#\n]+)")]
    private static partial Regex Page();
}
