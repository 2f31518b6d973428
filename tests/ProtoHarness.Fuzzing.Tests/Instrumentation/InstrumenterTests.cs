using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Tests.Instrumentation;

/// <summary>An instrumented copy does what the original does, and says where it went.</summary>
public sealed class InstrumenterTests
{
    static readonly AssemblyInput Own = AssemblyInput.FromFile(typeof(Zoo).Assembly.Location);

    public static TheoryData<BuildKind> Kinds => [.. Enum.GetValues<BuildKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Instrumented_code_does_what_the_original_does(BuildKind kind)
    {
        var copy = Load(Reserved(kind));
        Guards.Disarm();

        var text = (string)copy.GetType(typeof(Zoo).FullName!)!.GetMethod(nameof(Zoo.RunAll))!.Invoke(null, [])!;

        Assert.Equal(Zoo.RunAll(), text);
        Assert.True(text.Length > 1000);
    }

    [Theory]
    [InlineData("System.Text.Json.dll")]
    [InlineData("System.Collections.Immutable.dll")]
    [InlineData("System.IO.Pipelines.dll")]
    [InlineData("System.Private.Uri.dll")]
    [InlineData("System.Linq.dll")]
    public void Every_method_of_a_framework_assembly_compiles_after_instrumentation(string file)
    {
        var input = AssemblyInput.FromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, file));
        Assert.True(ImageIsReadyToRun(input));
        foreach (var kind in Enum.GetValues<BuildKind>())
        {
            var made = Instrumenter.Instrument(input, kind);
            var compiled = 0;
            foreach (var method in Methods(Load(made)))
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
                compiled++;
            }

            Assert.True(compiled > 50, $"{compiled} methods");
        }
    }

    [Fact]
    public void The_same_input_gives_the_same_identifiers_and_the_same_bytes()
    {
        var one = Instrumenter.Instrument(Own, BuildKind.Coverage);
        var two = Instrumenter.Instrument(Own, BuildKind.Coverage);

        Assert.Equal(one.Image, two.Image);
        Assert.Equal(one.Sites, two.Sites);
        Assert.Equal(Enumerable.Range(0, one.Sites.Count), one.Sites.Select(s => s.Id));
    }

    [Fact]
    public void Each_counter_names_its_method_and_its_line()
    {
        var sites = Instrumenter.Instrument(Own, BuildKind.Coverage).Sites;

        var own = sites.Where(s => s.Method.Contains("Zoo::Branches", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(own);
        Assert.All(own, s => Assert.EndsWith("Zoo.cs", s.File));
        Assert.All(own, s => Assert.InRange(s.Line, 20, 70));
        Assert.Contains(sites, s => s.Method.Contains("<AsyncSum>", StringComparison.Ordinal) && s.Method.Contains("MoveNext", StringComparison.Ordinal) && s.Line > 0);
    }

    [Fact]
    public void Stack_traces_of_instrumented_code_keep_their_lines()
    {
        var copy = Load(Reserved(BuildKind.Coverage));
        var method = copy.GetType(typeof(Thrower).FullName!)!.GetMethod(nameof(Thrower.Throw))!;

        var failure = Assert.Throws<TargetInvocationException>(() => method.Invoke(null, [3]));

        Assert.Contains($"Thrower.cs:line {Thrower.Line}", failure.InnerException!.StackTrace);
    }

    [Fact]
    public void Instrumented_assembly_is_not_instrumented_again()
    {
        var copy = Instrumenter.Instrument(Own, BuildKind.Coverage);

        var refusal = Assert.Throws<InstrumentationRefusedException>(
            () => Instrumenter.Instrument(new AssemblyInput("copy.dll", copy.Image, null, null), BuildKind.Coverage));

        Assert.Contains("already", refusal.Reason);
    }

    [Fact]
    public void Native_library_is_refused_with_a_reason()
    {
        var refusal = Assert.Throws<InstrumentationRefusedException>(
            () => Instrumenter.Instrument(new AssemblyInput("native.so", [0x7F, (byte)'E', (byte)'L', (byte)'F', .. new byte[64]], null, null), BuildKind.Coverage));

        Assert.Contains("no .NET assembly", refusal.Message);
    }

    [Fact]
    public void Mixed_mode_assembly_is_refused_with_a_reason()
    {
        // What tells C++/CLI from C# is one flag in the header; without it the image claims to hold native code.
        var image = (byte[])Own.Image.Clone();
        using (var reader = new PEReader(new MemoryStream(image)))
        {
            image[reader.PEHeaders.CorHeaderStartOffset + 16] &= 0xFE;
        }

        var refusal = Assert.Throws<InstrumentationRefusedException>(
            () => Instrumenter.Instrument(Own with { Image = image }, BuildKind.Coverage));

        Assert.Contains("native code", refusal.Reason);
    }

    [Fact]
    public void Strong_named_assembly_keeps_its_identity()
    {
        var path = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.IO.Pipelines.dll");
        var made = Instrumenter.Instrument(AssemblyInput.FromFile(path), BuildKind.Coverage);

        using var reader = new PEReader(new MemoryStream(made.Image));
        var definition = reader.GetMetadataReader().GetAssemblyDefinition();
        Assert.True((definition.Flags & AssemblyFlags.PublicKey) != 0);
        Assert.Equal(0, (int)(reader.PEHeaders.CorHeader!.Flags & CorFlags.StrongNameSigned));
        Assert.Equal(AssemblyName.GetAssemblyName(path).GetPublicKeyToken(), Load(made).GetName().GetPublicKeyToken());
    }

    [Fact]
    public void Wrong_symbols_are_left_out_and_the_code_is_instrumented_all_the_same()
    {
        var foreign = AssemblyInput.FromFile(typeof(Instrumenter).Assembly.Location).Symbols;
        Assert.NotNull(foreign);

        var made = Instrumenter.Instrument(Own with { Symbols = foreign }, BuildKind.Coverage);

        Assert.NotEmpty(made.Sites);
        Assert.All(made.Sites, s => Assert.Equal(0, s.Line));
    }

    static InstrumentedAssembly Reserved(BuildKind kind)
    {
        var count = Instrumenter.Instrument(Own, BuildKind.Coverage).Sites.Count;
        return Instrumenter.Instrument(Own, kind, CoverageMap.Reserve(count));
    }

    static Assembly Load(InstrumentedAssembly made)
    {
        var context = new AssemblyLoadContext("instrumented", isCollectible: true);
        return context.LoadFromStream(new MemoryStream(made.Image), made.Symbols is null ? null : new MemoryStream(made.Symbols));
    }

    static bool ImageIsReadyToRun(AssemblyInput input)
    {
        using var reader = new PEReader(new MemoryStream(input.Image));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    static IEnumerable<MethodBase> Methods(Assembly assembly)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return assembly.GetTypes()
            .Where(t => !t.ContainsGenericParameters)
            .SelectMany(t => t.GetMethods(all).Cast<MethodBase>().Concat(t.GetConstructors(all)))
            .Where(m => !m.IsAbstract && !m.ContainsGenericParameters && m.GetMethodBody() is not null);
    }
}
