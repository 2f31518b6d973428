using System.Text.RegularExpressions;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Generators.Tests.Support;

namespace ProtoHarness.Generators.Tests.RandomSchemas;

/// <summary>The laws over random schemas find a generator that is wrong: each row is a bug in what it writes, and the law that must see it.</summary>
public class PlantedBugTests
{
    const int Frames = 40;
    const int Junk = 20;

    public static TheoryData<string, string, string, string> Bugs => new()
    {
        { "a length is one too long", "codec/length", @"\btotal \+= (\d+);", "total += $1 + 1;" },
        { "a length is believed unchecked", "codec/limit", @"if \(v\d+p < 0 \|\| v\d+p > \d+UL\)", "if (false)" },
        { "a constant is not compared", "codec/canonical", @"if \(v\d+ != [-\d]+\)", "if (false)" },
        { "a checksum is not compared", "codec/canonical", @"if \([^\n]*\)(\s+\{\s+return [^\n]*ChecksumMismatch)", "if (false)$1" },
        { "padding is not looked at", "codec/canonical", @"if \(!global::ProtoHarness\.Framing\.Runtime\.FrameReading\.IsZero\([^\n]*\)\)", "if (false)" },
        { "the end of the input is one byte further", "codec/prefix", @"if \(limit - pos < (\w+)\)", "if (limit - pos < $1 - 1)" },
        { "more is asked for than there will be", "codec/prefix", @"FrameReading\.Short\(source\.Length, end, (pos \+ \w+), (\d+),", "FrameReading.Short(source.Length, end, $1, $2 + 100," },
        { "a big-endian number is read little-endian", "codec/round-trip", @"ReadUInt(16|32)BigEndian\(run", "ReadUInt$1LittleEndian(run" },
        { "the frame is one byte longer than read", "codec/concatenation", @"FrameReadResult\.Complete\(pos\)", "FrameReadResult.Complete(pos + 1)" },
        { "segments are cut short", "codec/segmented", @"SegmentSource\(in input, scratch\), (\d+)L", "SegmentSource(in input, scratch), 3L" },
        { "the last segments are split wrongly", "codec/split", @"SegmentSource\(in input, scratch\), (\d+)L", "SegmentSource(in input, scratch), 3L" },
        { "the schema has another width", "codec/schema", @"BitWidth = 16,", "BitWidth = 24," },
        { "a complete frame takes no bytes", "codec/junk", @"FrameReadResult\.Complete\(pos\)", "FrameReadResult.Complete(0)" },
    };

    [Theory]
    [MemberData(nameof(Bugs))]
    public void Planted_bug_of_the_generator_is_found_by_its_law(string bug, string id, string pattern, string replacement)
    {
        var assembly = Compiling.LoadWith(RandomFrames.Source(7, Frames), text => Regex.Replace(text, pattern, replacement));
        var law = CodecLaws.Find(id)!;
        var batch = new Batch(assembly, Junk);
        var seen = batch.Codecs.Any(codec => batch.Inputs(codec, 3, withJunk: true).Any(input => law.Judge(codec, input).Verdict == Verdict.Fail));
        Assert.True(seen, $"{id} does not see that {bug}");
    }

    [Fact]
    public void Without_a_bug_every_law_holds_on_the_same_declarations()
    {
        var batch = new Batch(Compiling.Load(RandomFrames.Source(7, Frames)), Junk);
        foreach (var codec in batch.Codecs)
        {
            foreach (var law in CodecLaws.All)
            {
                foreach (var input in batch.Inputs(codec, 3, withJunk: true))
                {
                    var judgement = law.Judge(codec, input);
                    Assert.True(judgement.Verdict != Verdict.Fail, $"{law.Law.Id} of {codec.Schema}: {judgement.Message}\n{Convert.ToHexString(input)}");
                }
            }
        }
    }
}
