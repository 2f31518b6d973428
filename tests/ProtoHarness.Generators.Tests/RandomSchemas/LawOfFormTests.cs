using FsCheck;
using FsCheck.Fluent;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Generators.Tests.RandomSchemas;

public class LawOfFormTests
{
    const int Cases = 8;
    const ulong Seed = 1;
    const int RecordsOfEachForm = 5;

    public static MatrixTheoryData<string, string> LawsAndForms => new(CodecLaws.All.Select(law => law.Law.Id), Forms.All);

    [Theory]
    [MemberData(nameof(LawsAndForms))]
    public void Law_holds_over_random_schemas_with_the_form(string id, string form)
    {
        var law = CodecLaws.Find(id)!;
        var codecs = Batch.Shared.Codecs.Where(codec => Forms.Has(codec.Schema, form)).ToList();
        Assert.True(codecs.Count >= RecordsOfEachForm, $"only {codecs.Count} random declarations have the form '{form}'");
        var held = 0;
        var property = Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), record =>
        {
            var codec = codecs[record.Item % codecs.Count];
            foreach (var input in Batch.Shared.Inputs(codec, Seed, law.WantsJunk))
            {
                var judgement = law.Judge(codec, input);
                Assert.True(judgement.Verdict != Verdict.Fail, $"{codec.Schema}: {judgement.Message}\n{Convert.ToHexString(input)}");
                held += judgement.Verdict == Verdict.Pass ? 1 : 0;
            }
        });

        // The same cases each time: what a landing is judged by must not depend on luck. The fuzzers draw new ones.
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithStartSize(20).WithQuietOnSuccess(true).WithReplay(1789, 1));
        Assert.True(held > 0, "no input was one that the law is about");
    }
}
