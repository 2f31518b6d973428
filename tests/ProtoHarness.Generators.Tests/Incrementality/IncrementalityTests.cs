using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtoHarness.Generators.Tests.Support;

namespace ProtoHarness.Generators.Tests.Incrementality;

public class IncrementalityTests
{
    static readonly string[] Steps =
    [
        FrameGenerator.Steps.Parse, FrameGenerator.Steps.Model, FrameGenerator.Steps.ProjectFolder, FrameGenerator.Steps.Emit,
    ];

    [Fact]
    public void Unrelated_edit_leaves_every_step_cached_or_unchanged()
    {
        var reasons = Edit(Frames(3), "public class Elsewhere { int _x; }", "public class Elsewhere { int _y; int _z; }");
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.True(IsFresh(reason.Reason), $"{reason.Step}: {reason.Reason}"));
    }

    [Fact]
    public void Unrelated_edit_beside_a_thousand_frames_emits_none_of_them_again()
    {
        var reasons = Edit(Frames(1000), "public class Elsewhere;", "public class Elsewhere { int _x; }");
        Assert.Equal(1000, reasons.Count(reason => reason.Step == FrameGenerator.Steps.Emit));
        Assert.All(reasons, reason => Assert.True(IsFresh(reason.Reason), $"{reason.Step}: {reason.Reason}"));
    }

    [Fact]
    public void Edit_of_a_type_in_another_file_regenerates_what_depends_on_it()
    {
        var reasons = Edit(
            Compiling.Usings + "[Frame] public partial record Uses([Closed] Colour C); [Frame] public partial record Free(byte B);",
            "public enum Colour : byte { Red }",
            "public enum Colour : byte { Red, Green }");
        var emitted = reasons.Where(reason => reason.Step == FrameGenerator.Steps.Emit).Select(reason => reason.Reason).ToList();
        Assert.Contains(IncrementalStepRunReason.Modified, emitted);
        Assert.Single(emitted, reason => IsFresh(reason));
    }

    [Fact]
    public void Edit_of_the_frame_itself_regenerates_it_alone()
    {
        var first = Compiling.Compilation(Compiling.Usings + "[Frame] public partial record A(byte X);", Compiling.Usings + "[Frame] public partial record B(byte X);");
        var second = Replace(first, 0, Compiling.Usings + "[Frame] public partial record A(ushort X);");
        var emitted = Reasons(first, second).Where(reason => reason.Step == FrameGenerator.Steps.Emit).ToList();
        Assert.Single(emitted, reason => reason.Reason == IncrementalStepRunReason.Modified);
        Assert.Single(emitted, reason => IsFresh(reason.Reason));
    }

    [Fact]
    public void Edit_that_moves_a_bad_declaration_moves_its_complaint()
    {
        const string Bad = "[Frame] public partial record F(decimal A);";
        var driver = Compiling.Driver().Run(Compiling.Compilation(Compiling.Usings + Bad));
        var line = Assert.Single(driver.GetRunResult().Diagnostics).Location.GetLineSpan().StartLinePosition.Line;
        driver = driver.Run(Compiling.Compilation(Compiling.Usings + "\n\n" + Bad));
        Assert.Equal(line + 2, Assert.Single(driver.GetRunResult().Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    static string Frames(int count)
    {
        var text = new StringBuilder(Compiling.Usings);
        for (var i = 0; i < count; i++)
        {
            text.AppendLine($"[Frame] public partial record struct F{i}([Const({i % 100})] byte A, [LengthPrefixed(LengthPrefix.U8)] string B);");
        }

        return text.ToString();
    }

    static List<(string Step, IncrementalStepRunReason Reason)> Edit(string frames, string before, string after)
    {
        var first = Compiling.Compilation(frames, before);
        return Reasons(first, Replace(first, 1, after));
    }

    static CSharpCompilation Replace(CSharpCompilation compilation, int index, string source)
    {
        var old = compilation.SyntaxTrees[index];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(source, Compiling.ParseOptions, old.FilePath));
    }

    static List<(string Step, IncrementalStepRunReason Reason)> Reasons(Compilation first, Compilation second)
    {
        var driver = Compiling.Driver(track: true).Run(first).Run(second);
        var tracked = driver.GetRunResult().Results.Single().TrackedSteps;
        Assert.All(Steps, step => Assert.Contains(step, tracked.Keys));
        return
        [
            .. tracked.Where(pair => Steps.Contains(pair.Key) || pair.Key == FrameGenerator.Steps.Diagnostics)
                .SelectMany(pair => pair.Value.SelectMany(run => run.Outputs).Select(output => (pair.Key, output.Reason))),
        ];
    }

    static bool IsFresh(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;
}
