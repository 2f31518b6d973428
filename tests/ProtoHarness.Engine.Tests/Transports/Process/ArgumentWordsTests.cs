using FsCheck;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Transports.Process;

public sealed class ArgumentWordsTests
{
    [Theory]
    [InlineData("a b  c", new[] { "a", "b", "c" })]
    [InlineData(" a\t'b  c' ", new[] { "a", "b  c" })]
    [InlineData("a \"b 'c'\" ''", new[] { "a", "b 'c'", "" })]
    [InlineData("a\\ b 'c\\d' \"e\\\"f\"", new[] { "a b", "c\\d", "e\"f" })]
    [InlineData("--x='1 2'3", new[] { "--x=1 23" })]
    public void A_command_line_is_split_at_its_spaces(string line, string[] words) => Assert.Equal(words, ArgumentWords.Split(line));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a 'b")]
    [InlineData("\"")]
    public void What_is_no_command_line_is_refused(string line) => Assert.Throws<FormatException>(() => ArgumentWords.Split(line));

    [Property]
    public void Quoted_words_come_back(NonNull<string>[] words)
    {
        var list = words.Select(word => word.Get.Replace("'", "", StringComparison.Ordinal)).Append("x").ToArray();

        Assert.Equal(list, ArgumentWords.Split(string.Join(' ', list.Select(word => $"'{word}'"))));
    }
}
