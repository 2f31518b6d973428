using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Scenarios;

public sealed class ScriptSyntaxTests
{
    [Property(MaxTest = 2000, Arbitrary = [typeof(Scripts)])]
    public void What_was_printed_parses_to_the_same_script(Script script)
    {
        var text = ScriptPrinter.Print(script);
        var again = ScriptParser.Parse("printed", text);

        Assert.Equal(script, again);
        Assert.Equal(text, ScriptPrinter.Print(again));
    }

    [Property(MaxTest = 3000)]
    public void Whatever_the_text_there_is_a_script_or_errors_with_places(string? text)
    {
        var errors = new ScriptErrors();
        var script = ScriptParser.Parse("random", text ?? "", errors);
        ScenarioReader.Read("random", script, errors);

        Assert.All(errors.All, error => Assert.Equal(3, error.Position.Line == 0 ? 3 : error.ToString().Split('\n').Length));
        if (errors.IsEmpty)
        {
            Assert.Equal(script, ScriptParser.Parse("random", ScriptPrinter.Print(script)));
        }
    }

    [Property(Arbitrary = [typeof(Scripts)])]
    public void A_script_on_another_transport_says_so_once_and_else_what_it_said(Script script, TransportKind first, TransportKind then)
    {
        script = new Script([Statement.Of("use", new Word("chat")), .. script.Statements.Where(line => line.Head is not ("on" or "use"))]);
        var on = script.On(first).On(then);

        Assert.Equal(then, ScenarioReader.Read("on", on, new ScriptErrors()).Transport);
        Assert.Equal(script, new Script([.. on.Statements.Where(line => line.Head != "on")]));
        Assert.Equal(on, ScriptParser.Parse("printed", ScriptPrinter.Print(on)));
        Assert.True(on.Statements.Count(line => line.Head == "on") <= 1);
    }

    [Fact]
    public void Printing_aligns_and_keeps_comments()
    {
        const string Untidy = "\n\nphs   1 # version\n\n\n#  a note\nuse smux\tversion=2\nrepeat 3 {\nC  >   PSH stream=1   data=\"a\\x00b\" |  split @9#no comment\n\n}  # done\n\n";
        const string Tidy = "phs    1  # version\n\n#  a note\nuse    smux version=2\nrepeat 3 {\n  C >    PSH stream=1 data=\"a\\x00b\" | split @9#no comment\n}  # done\n";

        Assert.Equal(Tidy, ScriptPrinter.Print(ScriptParser.Parse("untidy", Untidy)));
        Assert.Equal(Tidy, ScriptPrinter.Print(ScriptParser.Parse("tidy", Tidy)));
    }

    [Fact]
    public void A_file_with_windows_line_ends_and_a_byte_order_mark_is_the_same_script() =>
        Assert.Equal(ScriptParser.Parse("a", "phs 1\nuse x\n"), ScriptParser.Parse("a", "\ufeffphs 1\r\nuse x\r\n"));
}
