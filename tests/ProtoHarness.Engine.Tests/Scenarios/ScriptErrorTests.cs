using System.Text;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Scenarios;

public sealed class ScriptErrorTests
{
    [Fact]
    public void All_mistakes_are_reported_with_line_column_caret_and_the_nearest_word() => Golden(
        "on     memori\nseed   x\nlimits step=5\nfalt   C>S fragment 1\nC      talk lins=2 room=99 lines=1",
        """
        chat.phs:3:8: error: 'memori' is no transport; did you mean 'memory'?
            on     memori
                   ^~~~~~
        chat.phs:4:8: error: 'x' is no seed: write a whole number from 0 to 18446744073709551615
            seed   x
                   ^
        chat.phs:6:1: error: 'falt' is no verb; did you mean 'fault'?
            falt   C>S fragment 1
            ^~~~
        """);

    [Fact]
    public void What_the_plugin_does_not_have_is_an_error_at_its_word() => Golden(
        "limits step=5\nC      talk lins=2 room=99\nC      tolk\nC >    SEY\nC >    SAY rom=2 data=5\nC <    HEARD room=x1\nD      talk\nC >    SAY room=$nr",
        """
        chat.phs:3:8: error: 'step' is no limit; did you mean 'steps'?
            limits step=5
                   ^~~~~~
        chat.phs:4:13: error: 'lins' is no parameter of 'talk'; did you mean 'lines'?
            C      talk lins=2 room=99
                        ^~~~~~
        chat.phs:4:25: error: '99' is no value for 'room': write a whole number from 1 to 9
            C      talk lins=2 room=99
                                    ^~
        chat.phs:5:8: error: 'tolk' is no conversation of 'chat'; did you mean 'talk'?
            C      tolk
                   ^~~~
        chat.phs:6:8: error: 'SEY' is no frame of 'chat'; did you mean 'Say'?
            C >    SEY
                   ^~~
        chat.phs:7:12: error: ChatFrame has no field 'rom'; it has Kind, Room, Length, Data; did you mean Room?
            C >    SAY rom=2 data=5
                       ^~~
        chat.phs:8:19: error: Room: 'x1' is not a number in 0..65535
            C <    HEARD room=x1
                              ^~
        chat.phs:9:1: error: there is no client 'D'; did you mean 'C'?; write 'open D' above
            D      talk
            ^
        chat.phs:10:17: error: nothing was captured as '$nr' above
            C >    SAY room=$nr
                            ^~~
        """);

    [Fact]
    public void Faults_that_do_not_fit_are_errors_at_their_words() => Golden(
        "fault  C>X fragment 1\nfault  C>S fragmnt 1\nfault  S>C delay\nfault  * truncate 5ms | bandwidth 0\nC      talk\nfault  cancel 3\nC >    SAY | slow-reader 1 1ms\nS >    SAY",
        """
        chat.phs:3:8: error: 'C>X' is no place for a fault: write C>S, S>C or *, with #2 behind it for the second connection only
            fault  C>X fragment 1
                   ^~~
        chat.phs:4:12: error: 'fragmnt' is no fault; did you mean 'fragment'?
            fault  C>S fragmnt 1
                       ^~~~~~~
        chat.phs:5:17: error: 'delay' wants a time
            fault  S>C delay
                            ^
        chat.phs:6:19: error: '5ms' is no position for 'truncate': write a position such as @4096
            fault  * truncate 5ms | bandwidth 0
                              ^~~
        chat.phs:6:35: error: '0' is no rate in bytes a second for 'bandwidth': write a size such as 1 or 4KiB, at least 1
            fault  * truncate 5ms | bandwidth 0
                                              ^
        """);

    [Fact]
    public void What_no_end_may_do_is_an_error() => Golden(
        "C      talk\nfault  cancel 3\nC >    SAY | slow-reader 1 1ms\nS >    SAY",
        """
        chat.phs:4:1: error: 'cancel' counts from the start of the session: write it before the first step
            fault  cancel 3
            ^~~~~
        chat.phs:5:1: error: 'slow-reader' cannot sit on one frame; write it on a 'fault' line
            C >    SAY | slow-reader 1 1ms
            ^
        chat.phs:6:1: error: S is the plugin's server; write 'server script' at the top to play it by hand
            S >    SAY
            ^
        """);

    [Fact]
    public void Blocks_and_texts_that_are_not_closed_are_errors_where_they_begin() => Golden(
        "title  \"no end\nrepeat 3 {\nC      talk\n",
        """
        chat.phs:3:8: error: the closing quote is missing
            title  "no end
                   ^~~~~~~
        chat.phs:4:1: error: the block of 'repeat' is not closed; write '}' on a line of its own
            repeat 3 {
            ^~~~~~
        """);

    [Theory]
    [InlineData("include \"loop.phs\"\nC talk", "the file includes itself: chat.phs > loop.phs > loop2.phs > loop.phs")]
    [InlineData("include \"gone.phs\"\nC talk", "'gone.phs' cannot be included: there is no such file")]
    [InlineData("include \"bad.phs\"\nC talk", "'seed' stands at the top of a script")]
    [InlineData("include \"double.phs\"\nC talk", "more than 16 files include each other (script.includes)")]
    [InlineData("each a in 1 2 3 4 5 6 7 8 9 {\neach b in 1 2 3 4 5 6 7 8 9 {\neach c in 1 2 3 4 5 6 7 8 9 {\neach d in 1 2 3 4 5 6 7 8 9 {\neach e in 1 2 3 4 5 6 7 8 9 {\neach f in 1 2 3 4 5 6 7 8 9 {\nC talk\n}\n}\n}\n}\n}\n}", "(script.steps)")]
    [InlineData("repeat 1000000 {\nrepeat 1000 {\nC talk\n}\n}", "(script.repeat)")]
    [InlineData("repeat 1000001 {\nC talk\n}", "(script.repeat)")]
    [InlineData("seed 1\nseed 2\nC talk", "'seed' is given twice; it stands in line 3 already")]
    [InlineData("C talk\nseed 2", "'seed' is a setting of the whole script: write it before the first step, in line 3")]
    [InlineData("on tcp\nC talk\nfault * delay 1ms", "is possible in memory only")]
    [InlineData("on tcp\nfault S>C delay 1ms\nopen A\nC talk\nA talk", "write '*' or '*#N'")]
    [InlineData("C > SAY data=\"\\xff\"", "bytes above 7f are written in hexadecimal")]
    [InlineData("# req: CHAT-1 must\nC talk", "a requirement is written '# req: CLAUSE MUST'")]
    [InlineData("server exec \"peer\"\nC talk", "does not say where the port goes; write {port} there")]
    [InlineData("server exec \"peer {port}\"\nC > SAY\nS < SAY", "S is a foreign program, and nobody sees what it reads")]
    [InlineData("server exec \"peer {port}\"\nS > SAY", "S is a foreign program; write 'server script'")]
    [InlineData("server exec \"peer {port}\"\nC talk\nfault * delay 1ms", "is possible in memory only")]
    public void A_script_that_asks_too_much_or_the_impossible_is_told_so(string lines, string message) =>
        Assert.Contains(message, Chat.Errors(lines), StringComparison.Ordinal);

    [Fact]
    public void A_script_of_a_hundred_megabytes_is_refused_by_its_size()
    {
        var errors = new ScriptErrors();
        ScenarioReader.ReadText("big.phs", new string('x', 100 * 1024 * 1024), errors);
        Assert.Contains("(script.size)", Assert.Single(errors.All).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_text_is_refused_with_the_byte()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [.. "phs 1\n"u8, 0xff, 0xfe]);
            var errors = new ScriptErrors();
            ScenarioReader.ReadFile(path, errors);
            Assert.Contains("no text in UTF-8: byte ff at offset 6", Assert.Single(errors.All).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData('a')]
    [InlineData(' ')]
    [InlineData('\n')]
    [InlineData('"')]
    [InlineData('|')]
    [InlineData('{')]
    [InlineData('}')]
    [InlineData('#')]
    [InlineData('\\')]
    [InlineData('=')]
    [InlineData('\0')]
    public void Four_megabytes_of_one_character_come_to_an_end(char c)
    {
        foreach (var text in (string[])[new string(c, 4_000_000), "phs 1\nuse x\nC talk " + new string(c, 4_000_000), string.Concat(Enumerable.Repeat($"falt{c}\n", 600_000))])
        {
            var errors = new ScriptErrors();
            ScenarioReader.ReadText("big.phs", text, errors);
            Assert.InRange(errors.All.Count, text.StartsWith("phs", StringComparison.Ordinal) ? 0 : 1, 100);
        }
    }

    /// <summary>Mutations of a script that has everything: tokens dropped, doubled, swapped, and bytes changed.</summary>
    [Property(MaxTest = 3000)]
    public void A_mutated_script_is_read_or_refused_and_never_throws(FsCheck.DoNotSize<int> seed)
    {
        const string Everything = """
            phs 1
            title  "x"   # req: A-1 MUST
            use    chat tone=loud
            on     memory
            seed   42
            clients 2
            limits steps=1000 virtual-time=1m
            schedule 0*5 3 1
            finding 1
            law    a/b
            failed 3 of 3
            trace  0123456789abcdef
            clock  2011-02-03T04:05:06Z
            wire   C>S#1 00ff
            open   A
            fault  C>S#2 fragment 1 | delay 5ms
            C      talk lines=2
            C >    SAY room=1 data="hel\nlo" | split @3
            C <    HEARD room=_ within 5ms
            capture n = C.Room
            repeat 2 {
              each n in 1 2 {
                A > raw 00$n
              }
            }
            par {
              wait 5ms
              A close
            }
            include "greet.phs"
            expect outcome completed
            never  deadlock
            """;
        var random = new Random(seed.Item);
        var text = new StringBuilder(Everything);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length);
            _ = random.Next(4) switch
            {
                0 => text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)),
                1 => text.Insert(at, Everything.AsSpan(random.Next(Everything.Length - 12), random.Next(1, 12))),
                2 => text.Insert(at, "\"|{}#=$@*<>\n\\\t"[random.Next(14)]),
                _ => text.Replace(text[at], (char)random.Next(1, 300), at, 1),
            };
        }

        var errors = new ScriptErrors();
        var scenario = ScenarioReader.ReadText("chat.phs", text.ToString(), errors, files: MemoryFiles.Instance);
        if (errors.IsEmpty)
        {
            ScenarioBinder.Bind(scenario, ChatPlugin.Definition, errors);
        }

        Assert.All(errors.All, error => Assert.NotEmpty(error.ToString()));
    }

    static void Golden(string lines, string expected) => Assert.Equal(expected, Chat.Errors(lines));
}
