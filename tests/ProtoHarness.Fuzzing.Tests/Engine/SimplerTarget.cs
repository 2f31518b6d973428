using System.Reflection;
using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Tests.Engine;

/// <summary>A target that knows of one simpler input, and fails on that one alone. Nothing but its hash is in the code, so that no change of another input makes it.</summary>
public sealed class SimplerTarget : TargetSource
{
    const ulong HashOfFailing = 0x879588869BB314B5UL;

    readonly MethodTarget _method = MethodTarget.Of(typeof(SimplerTarget).Assembly.Location, typeof(SimplerTarget).FullName!, nameof(Judge));

    /// <summary>The simpler input. It is computed, because literals of the assembly are words of the dictionary.</summary>
    public static byte[] Failing { get; } = [.. Enumerable.Range(0, 24).Select(i => unchecked((byte)((i * 37) + 11)))];

    public override string Name => _method.Name;

    public override string Reference => _method.Reference;

    public override IReadOnlyList<AssemblyInput> Assemblies => _method.Assemblies;

    /// <summary>As of a session: where an execution is dear, inputs are made simpler in place of shorter.</summary>
    public override long MinSteps => 1_000_000;

    public override IEnumerable<byte[]> Simpler(byte[] input) => [Failing];

    public override TargetBody Bind(Assembly assembly) => _method.Bind(assembly);

    public static void Judge(ReadOnlySpan<byte> input)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in input)
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        if (hash == HashOfFailing)
        {
            throw new InvalidOperationException("what does less fails");
        }
    }
}
