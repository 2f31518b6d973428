using System.Text;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.FileTransfer.Tests.Paths;

/// <summary>Each rule of docs/wire/file-transfer.md, 4, in any place of any path.</summary>
public class SafePathTests
{
    [Property(MaxTest = 2000)]
    public void No_path_that_is_taken_leaves_the_folder(string text)
    {
        if (SafePath.TryParse(text ?? "", out var path, out _))
        {
            var root = Path.Combine(Path.GetTempPath(), "root");
            var full = Path.GetFullPath(Path.Combine(root, path!.Value));
            Assert.StartsWith(root + Path.DirectorySeparatorChar, full, StringComparison.Ordinal);
            Assert.Equal(path.Value.Split('/').Length, Path.GetRelativePath(root, full).Split(Path.DirectorySeparatorChar).Length);
        }
    }

    [Property]
    public void Going_up_or_staying_is_refused_at_any_depth(byte before, byte after, bool up) => Refused(Around(up ? ".." : ".", before, after));

    [Property]
    public void An_absolute_path_is_refused(byte names) => Refused("/" + Names(names));

    [Property]
    public void An_empty_name_is_refused(byte before, byte after) => Refused(Around("", before, after));

    [Property]
    public void A_drive_letter_or_a_stream_of_another_file_is_refused(char letter, byte after) => Refused($"{(char)('a' + (letter % 26))}:{Names(after)}");

    [Property]
    public void A_backslash_is_refused_wherever_it_stands(byte before, byte after, byte at) => Refused(Around("name".Insert(at % 5, "\\"), before, after));

    [Property]
    public void A_character_that_some_system_has_no_name_with_is_refused(byte which, byte at) => Refused("name".Insert(at % 5, $"{"*?\"<>|:\\"[which % 8]}"));

    [Property]
    public void A_control_character_is_refused(byte which, byte at, byte before)
    {
        var controls = Enumerable.Range(0, 0xa0).Select(i => (char)i).Where(char.IsControl).ToList();
        Refused(Around("name".Insert(at % 5, $"{controls[which % controls.Count]}"), before, 0));
    }

    [Property]
    public void A_character_that_turns_or_hides_text_is_refused(byte which, byte at) =>
        Refused("name".Insert(at % 5, $"{"\u200b\u200e\u200f\u2028\u202a\u202e\u2060\u2066\u2069\ufeff"[which % 10]}"));

    [Property]
    public void A_name_that_ends_with_a_dot_or_a_space_is_refused(bool dot, byte before, byte after) => Refused(Around(dot ? "name." : "name ", before, after));

    [Property]
    public void A_device_is_refused_in_any_case_with_any_extension_in_any_folder(byte which, byte cases, bool extension, byte before)
    {
        string[] devices = ["con", "prn", "aux", "nul", "clock$", "conin$", "conout$", "com1", "com9", "lpt1", "lpt0", "com\u00b9", "lpt\u00b2"];
        var name = string.Concat(devices[which % devices.Length].Select((c, i) => (cases >> (i % 8) & 1) == 1 ? char.ToUpperInvariant(c) : c));
        Refused(Around(name + (extension ? ".tar.gz" : ""), before, 0));
    }

    [Property]
    public void Names_that_only_begin_like_a_device_are_taken(byte which) =>
        Assert.True(SafePath.TryParse(((string[])["console", "nul1", "com", "comx", "lpt", "auxiliary", "com10"])[which % 7], out _, out var problem), problem);

    [Property]
    public void The_name_of_a_part_is_refused_in_any_case(byte cases) =>
        Refused("file" + string.Concat(SafePath.PartSuffix.Select((c, i) => (cases >> (i % 8) & 1) == 1 ? char.ToUpperInvariant(c) : c)));

    [Property]
    public void Half_of_a_surrogate_pair_is_refused(bool high, byte at) => Refused("name".Insert(at % 5, high ? "\ud83d" : "\ude00"));

    [Theory]
    [InlineData(SafePath.MaxNameBytes, true)]
    [InlineData(SafePath.MaxNameBytes + 1, false)]
    public void The_longest_name_is_counted_in_bytes(int bytes, bool taken)
    {
        var name = new string('ü', bytes / 2) + (bytes % 2 == 1 ? "x" : "");
        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(name));
        Assert.Equal(taken, SafePath.TryParse(name, out _, out _));
    }

    [Theory]
    [InlineData(SafePath.MaxDepth, true)]
    [InlineData(SafePath.MaxDepth + 1, false)]
    public void The_deepest_path_is_counted_in_names(int depth, bool taken) =>
        Assert.Equal(taken, SafePath.TryParse(string.Join('/', Enumerable.Repeat("a", depth)), out _, out _));

    [Theory]
    [InlineData("a")]
    [InlineData("photos/2024 summer/ä ö ü.jpg")]
    [InlineData(".hidden/..two dots/a...b")]
    [InlineData("日本語/😀.txt")]
    public void Usual_names_are_taken(string text) => Assert.True(SafePath.TryParse(text, out _, out var problem), problem);

    [Fact]
    public void A_part_has_its_place_beside_the_file_and_depends_on_the_content()
    {
        var path = SafePath.Parse("a/b/c.txt");
        Assert.Equal("a/b/.c.txt.0102.phpart", path.PartOf([1, 2]).Value);
        Assert.NotEqual(path.PartOf([1, 2]), path.PartOf([1, 3]));
    }

    static void Refused(string text) => Assert.False(SafePath.TryParse(text, out _, out _), $"'{text}' was taken");

    static string Around(string name, byte before, byte after) =>
        string.Join('/', ((string[])[.. Enumerable.Repeat("a", before % 4), name, .. Enumerable.Repeat("b", after % 4)]));

    static string Names(byte count) => string.Join('/', Enumerable.Repeat("a", 1 + (count % 4)));
}
