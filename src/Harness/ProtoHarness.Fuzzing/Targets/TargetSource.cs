using System.Reflection;
using ProtoHarness.Framing;
using ProtoHarness.Fuzzing.Instrumentation;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>Something that can be fuzzed, before it is loaded: which assemblies are instrumented, and how its body is found in them.</summary>
public abstract class TargetSource
{
    /// <summary>The target's name.</summary>
    public abstract string Name { get; }

    /// <summary>The text by which a worker process finds the same target.</summary>
    public abstract string Reference { get; }

    /// <summary>The assemblies that are instrumented; the first holds the target.</summary>
    public abstract IReadOnlyList<AssemblyInput> Assemblies { get; }

    /// <summary>Full names of the exceptions by which the target refuses an input cleanly.</summary>
    public virtual IReadOnlyList<string> Allowed => [];

    /// <summary>The schema of the frames in the input, for mutation that knows fields; empty when unknown.</summary>
    public virtual FrameSchema? Schema => null;

    /// <summary>Finds the body in a loaded copy.</summary>
    /// <param name="assembly">The copy of the first assembly.</param>
    /// <returns>The body, and what else is checked for inputs that are new or failed.</returns>
    public abstract TargetBody Bind(Assembly assembly);
}
