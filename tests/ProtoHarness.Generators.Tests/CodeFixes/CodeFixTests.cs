using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ProtoHarness.Generators.CodeFixes;
using ProtoHarness.Generators.Tests.Support;

namespace ProtoHarness.Generators.Tests.CodeFixes;

public class CodeFixTests
{
    [Theory]
    [InlineData("[Frame] public record F(byte A);", "[Frame] public partial record F(byte A);")]
    [InlineData("[Frame]\nrecord F(byte A);", "[Frame]\npartial record F(byte A);")]
    [InlineData("[Frame] public partial class F { }", "[Frame] public partial record F() { }")]
    [InlineData("[Frame] public partial struct F { }", "[Frame] public partial record struct F() { }")]
    [InlineData("class O { [Frame] public partial record F(byte A); }", "partial class O { [Frame] public partial record F(byte A); }")]
    [InlineData("[Frame] public abstract partial record F(byte A);", "[Frame] public partial record F(byte A);")]
    [InlineData("[Frame] public partial record F;", "[Frame] public partial record F();")]
    [InlineData("[Frame] public partial record F(byte[] A);", "[Frame] public partial record F([LengthPrefixed(LengthPrefix.U16)] byte[] A);")]
    [InlineData("[Frame] public partial record F([Limit(9)] byte[] A);", "[Frame] public partial record F([Limit(9)] [Remaining] byte[] A);", 1)]
    [InlineData("[Frame] public partial record F([Remaining] [FixedLength(1)] byte[] A);", "[Frame] public partial record F([FixedLength(1)] byte[] A);")]
    [InlineData("[Frame] public partial record F([Closed] byte A);", "[Frame] public partial record F(byte A);")]
    [InlineData("[Frame] public partial record F([Width(9)] ulong A);", "[Frame] public partial record F(ulong A);")]
    [InlineData("[Frame] public partial record F([Limit(9, 2)] ulong A);", "[Frame] public partial record F([Limit(2, 9)] ulong A);")]
    [InlineData("[Frame] public partial record F(byte B, [When(nameof(B))] byte A);", "[Frame] public partial record F(byte B, [When(nameof(B))] byte? A);")]
    [InlineData("[Frame] public partial record F(byte? A);", "[Frame] public partial record F(byte A);")]
    public async Task Fix_mends_the_declaration(string bad, string good, int choice = 0)
    {
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("P", LanguageNames.CSharp).AddDocument("D.cs", Compiling.Usings + bad);
        var diagnostic = Assert.Single(Compiling.Diagnose(Compiling.Usings + bad));
        var actions = new List<CodeAction>();
        var context = new CodeFixContext(
            document, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), TestContext.Current.CancellationToken);
        await new FrameCodeFixProvider().RegisterCodeFixesAsync(context);
        var operations = await actions[choice].GetOperationsAsync(TestContext.Current.CancellationToken);
        var solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        var text = await solution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Compiling.Usings + good, text.ToString());
        Assert.Empty(Compiling.Diagnose(text.ToString()));
    }

    [Fact]
    public void Every_fixable_id_is_a_diagnostic_of_the_generator() => Assert.All(
        new FrameCodeFixProvider().FixableDiagnosticIds, id => Assert.NotNull(Generators.Diagnostics.Descriptors.Of(id)));

}
