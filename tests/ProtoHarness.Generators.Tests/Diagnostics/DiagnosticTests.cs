using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtoHarness.Generators.Tests.Support;

namespace ProtoHarness.Generators.Tests.Diagnostics;

public class DiagnosticTests
{
    // Each source is one frame F; {0} stands for its fields.
    static readonly (string Id, string Underlined, string Fields)[] Fields =
    [
        ("PH0010", "decimal", "decimal A"),
        ("PH0010", "object[]", "object[] A"),
        ("PH0010", "char", "char A"),
        ("PH0011", "A", "byte[] A"),
        ("PH0011", "Text", "byte B, string Text"),
        ("PH0011", "A", "ushort[] A"),
        ("PH0012", "Remaining", "[FixedLength(3)] [Remaining] byte[] A"),
        ("PH0012", "Const(\"x\")", "[FixedLength(1), Const(\"x\")] string A"),
        ("PH0012", "CountOf(nameof(B))", "[CountOf(nameof(B))] byte A, [Remaining] int[] B"),
        ("PH0013", "Width(2)", "[Width(2)] float A"),
        ("PH0013", "VarInt", "[VarInt] bool A"),
        ("PH0013", "true", "[VarInt(ZigZag = true)] uint A"),
        ("PH0013", "Text(TextEncoding.Ascii)", "[Text(TextEncoding.Ascii)] int A"),
        ("PH0013", "Closed", "[Closed] int A"),
        ("PH0013", "LengthPrefixed(LengthPrefix.U8)", "[LengthPrefixed(LengthPrefix.U8)] int A"),
        ("PH0013", "Limit(4)", "[FixedLength(4), Limit(4)] byte[] A"),
        ("PH0013", "When(nameof(A))", "byte A, [When(nameof(A)), Bits(8)] byte? B"),
        ("PH0013", "When(nameof(A))", "byte A, byte T, [When(nameof(A)), Union(nameof(T)), Case(1, typeof(In))] IBody? B"),
        ("PH0014", "Plain", "Plain A"),
        ("PH0014", "typeof(Plain)", "byte T, [Union(nameof(T)), Case(1, typeof(Plain))] IBody B"),
        ("PH0015", "3", "[Width(3)] ushort A"),
        ("PH0015", "0", "[Width(0)] ushort A"),
        ("PH0016", "Bits(3)", "[Bits(4)] byte A, [Bits(3)] byte B"),
        ("PH0016", "Bits(33)", "[Bits(33)] ulong A, [Bits(33)] ulong B"),
        ("PH0017", "9", "[Bits(9)] byte A"),
        ("PH0018", "Limit(5, 4)", "[Limit(5, 4)] byte A"),
        ("PH0018", "Limit(300)", "[Limit(300)] byte A"),
        ("PH0019", "256", "[Const(256)] byte A"),
        ("PH0019", "\"ä\"", "[Const(\"ä\")] string A"),
        ("PH0019", "\"x\"", "[Const(\"x\")] int A"),
        ("PH0020", "\"Nope\"", "[LengthOf(\"Nope\")] byte A, byte[] B"),
        ("PH0020", "\"Nope\"", "[CountOf(\"Nope\")] byte A, [Remaining] byte[] B"),
        ("PH0020", "\"Nope\"", "[When(\"Nope\")] byte? A"),
        ("PH0020", "\"Nope\"", "byte A, [Checksum(ChecksumAlgorithm.Crc32, From = \"Nope\")] uint B"),
        ("PH0021", "nameof(A)", "[FixedLength(1)] byte[] A, [LengthOf(nameof(A))] byte B"),
        ("PH0021", "nameof(A)", "byte A, [LengthOf(nameof(C), To = nameof(A))] byte B, byte C"),
        ("PH0022", "nameof(B)", "[When(nameof(B))] byte? A, byte B"),
        ("PH0022", "nameof(T)", "[Union(nameof(T)), Case(1, typeof(In))] IBody A, byte T"),
        ("PH0023", "float", "[LengthOf(nameof(B))] float A, [Remaining] byte[] B"),
        ("PH0023", "Colour", "[LengthOf(nameof(B))] Colour A, byte[] B"),
        ("PH0024", "LengthOf(nameof(D), To = nameof(E))", "[LengthOf(nameof(C), To = nameof(D))] byte A, [LengthOf(nameof(D), To = nameof(E))] byte B, byte C, byte D, byte E"),
        ("PH0025", "nameof(B)", "[CountOf(nameof(B))] byte A, [Remaining] byte[] B"),
        ("PH0026", "LengthOf(nameof(B))", "[LengthOf(nameof(B))] byte A, [Limit(300, 400)] byte[] B"),
        ("PH0027", "LengthOf(nameof(B))", "[Const(1), LengthOf(nameof(B))] byte A, byte[] B"),
        ("PH0030", "ushort", "byte A, [When(nameof(A))] ushort B"),
        ("PH0031", "ushort?", "byte A, ushort? B"),
        ("PH0032", "nameof(A)", "float A, [When(nameof(A))] byte? B"),
        ("PH0032", "nameof(B)", "byte A, [When(nameof(A))] byte? B, [When(nameof(B))] byte? C"),
        ("PH0033", "256", "byte A, [When(nameof(A), Equal = 256)] byte? B"),
        ("PH0033", "2", "byte A, [When(nameof(A), Mask = 1, Equal = 2)] byte? B"),
        ("PH0034", "When(nameof(A))", "byte A, [When(nameof(A)), LengthOf(nameof(C))] byte? B, byte[] C"),
        ("PH0040", "A", "byte T, [Union(nameof(T))] IBody A"),
        ("PH0041", "Case(1, typeof(In))", "byte T, [Case(1, typeof(In))] byte A"),
        ("PH0042", "typeof(Other)", "byte T, [Union(nameof(T)), Case(1, typeof(Other))] IBody A"),
        ("PH0043", "1", "byte T, [Union(nameof(T)), Case(1, typeof(In)), Case(1, typeof(In2))] IBody A"),
        ("PH0044", "typeof(In)", "byte T, [Union(nameof(T)), Case(1, typeof(In)), Case(2, typeof(In))] IBody A"),
        ("PH0045", "nameof(T)", "bool T, [Union(nameof(T)), Case(1, typeof(In))] IBody A"),
        ("PH0046", "256", "byte T, [Union(nameof(T)), Case(256, typeof(In))] IBody A"),
        ("PH0050", "Remaining", "[Remaining] byte[] A, byte B"),
        ("PH0051", "A", "Loose A"),
        ("PH0051", "Loose[]", "[LengthPrefixed(LengthPrefix.U8)] Loose[] A"),
        ("PH0052", "\"\"", "[Delimited(\"\")] string A"),
        ("PH0052", "\"ä\"", "[Delimited(\"ä\")] string A"),
        ("PH0053", "0", "[FixedLength(0)] byte[] A"),
        ("PH0054", "Padding()", "[Padding()] byte A"),
        ("PH0054", "3", "[Align(3)] byte A"),
        ("PH0054", "Align(4)", "[VarInt, LengthOf(nameof(B))] uint A, byte[] B, [Align(4)] byte C"),
        ("PH0060", "int", "byte A, [Checksum(ChecksumAlgorithm.Crc32)] int B"),
        ("PH0061", "Checksum(ChecksumAlgorithm.Crc32)", "[Checksum(ChecksumAlgorithm.Crc32)] uint A"),
        ("PH0062", "typeof(Plain)", "byte A, [Checksum(typeof(Plain))] uint B"),
        ("PH0063", "Checksum(ChecksumAlgorithm.Sum8, From = nameof(A), To = nameof(A))",
            "[Checksum(ChecksumAlgorithm.Sum8, From = nameof(B), To = nameof(B))] byte A, [Checksum(ChecksumAlgorithm.Sum8, From = nameof(A), To = nameof(A))] byte B"),
        ("PH0064", "typeof(Plain)", "[Converter(typeof(Plain))] Guid A"),
        ("PH0065", "F", "byte A, F B"),
    ];

    static readonly (string Id, string Underlined, string Source)[] Declarations =
    [
        ("PH0001", "F", "[Frame] public record F(byte A);"),
        ("PH0002", "F", "[Frame] public partial class F;"),
        ("PH0002", "F", "[Frame] public partial struct F { }"),
        ("PH0003", "F", "[Frame] public partial record F<T>(byte A);"),
        ("PH0003", "F", "public partial class Outer<T> { [Frame] public partial record F(byte A); }"),
        ("PH0004", "Outer", "public class Outer { [Frame] public partial record F(byte A); }"),
        ("PH0005", "F", "[Frame] public abstract partial record F(byte A);"),
        ("PH0006", "F", "[Frame] public partial record F { public byte A { get; init; } }"),
        ("PH0008", "0", "[Frame(MaxLength = 0)] public partial record F(byte A);"),
        ("PH0008", "3", "[Frame(MaxLength = 3)] public partial record F(int A);"),
    ];

    const string Types = """

        public interface IBody;
        public enum Colour : byte { Red }
        public sealed record Plain(byte A);
        [Frame] public sealed partial record In(byte A) : IBody;
        [Frame] public sealed partial record In2(byte A) : IBody;
        [Frame] public sealed partial record Other(byte A);
        [Frame] public sealed partial record Loose([Remaining] byte[] A) : IBody;
        """;

    public static TheoryData<DiagnosticCase> Cases =>
    [
        .. Fields.Select(one => new DiagnosticCase(one.Id, one.Underlined, $"[Frame] public partial record F({one.Fields});" + Types)),
        .. Declarations.Select(one => new DiagnosticCase(one.Id, one.Underlined, one.Source)),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bad_declaration_gives_one_diagnostic_on_the_right_token(DiagnosticCase one)
    {
        var source = Compiling.Usings + one.Source;
        var diagnostic = Assert.Single(Compiling.Diagnose(source));
        Assert.Equal(one.Id, diagnostic.Id);
        Assert.Equal(one.Underlined, source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.DoesNotContain("{", diagnostic.GetMessage());
    }

    [Fact]
    public void Every_diagnostic_but_the_internal_one_has_a_case_here()
    {
        var tested = Fields.Select(one => one.Id).Concat(Declarations.Select(one => one.Id)).ToHashSet();
        var untested = Generators.Diagnostics.Descriptors.All.Select(one => one.Id).Where(id => !tested.Contains(id));
        Assert.Equal(["PH0007", "PH0999"], untested);
    }

    [Fact]
    public void Old_language_version_is_refused()
    {
        var options = Compiling.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp12);
        var compilation = Compiling.Compilation(options, Compiling.Usings + "[Frame] public partial record F(byte A);");
        var diagnostic = Assert.Single(Compiling.Driver(options).Run(compilation).GetRunResult().Diagnostics);
        Assert.Equal("PH0007", diagnostic.Id);
    }

    [Fact]
    public void Every_diagnostic_is_in_the_release_table()
    {
        var table = File.ReadAllLines(Path.Combine(Folders.Generator, "AnalyzerReleases.Unshipped.md"))
            .Concat(File.ReadAllLines(Path.Combine(Folders.Generator, "AnalyzerReleases.Shipped.md")))
            .Where(line => line.StartsWith("PH", StringComparison.Ordinal))
            .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray());
        Assert.Equal(
            Generators.Diagnostics.Descriptors.All.Select(one => (one.Id, one.Title.ToString())).Order(),
            table.Select(cells => (cells[0], cells[3])).Order());
    }

    [Fact]
    public void Broken_source_never_crashes_the_generator()
    {
        var fields = Fields.Select(one => one.Fields).ToList();
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var source = Compiling.Usings + $"[Frame] public partial record F({fields[random.Next(fields.Count)]});" + Types;
            var cut = random.Next(Compiling.Usings.Length, source.Length);
            source = source.Remove(cut, Math.Min(source.Length - cut, random.Next(1, 12)));
            Assert.DoesNotContain(Compiling.Diagnose(source), diagnostic => diagnostic.Id == "PH0999" || diagnostic.Id.StartsWith("CS", StringComparison.Ordinal));
        }
    }
}
