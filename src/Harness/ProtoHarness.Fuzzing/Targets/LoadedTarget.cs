using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>
/// A target in its three builds, each in its own load context of this process: one that counts edges for the hot loop, one that
/// writes down comparisons for new inputs, one without optimisation for failures. The last two are made when first asked for.
/// </summary>
public sealed class LoadedTarget : IDisposable
{
    readonly TargetCopies _copies;
    TargetBody? _trace;
    TargetBody? _triage;

    LoadedTarget(TargetSource source, TargetCopies copies)
    {
        (Source, _copies) = (source, copies);
        Coverage = Bind(BuildKind.Coverage);
    }

    /// <summary>What was loaded.</summary>
    public TargetSource Source { get; }

    /// <summary>The place in the map of the first counter.</summary>
    public int First => _copies.First;

    /// <summary>What the counters stand for; their number is the exact size of the map.</summary>
    public IReadOnlyList<ProbeSite> Sites => _copies.Sites;

    /// <summary>Constants in the code that an input may have to contain.</summary>
    public IReadOnlyList<byte[]> Constants => _copies.Constants;

    /// <summary>The body in the build that counts edges.</summary>
    public TargetBody Coverage { get; }

    /// <summary>The body in the build that writes down comparisons (<see cref="CompareLog"/>).</summary>
    public TargetBody Trace => _trace ??= Bind(BuildKind.Trace);

    /// <summary>The body in the build without optimisation.</summary>
    public TargetBody Triage => _triage ??= Bind(BuildKind.Triage);

    /// <summary>Instruments and loads a target.</summary>
    /// <param name="source">The target.</param>
    /// <param name="collectible">Whether the copies can be unloaded; code that need not be is a little faster.</param>
    /// <exception cref="InstrumentationRefusedException">One of its assemblies cannot be instrumented.</exception>
    /// <exception cref="TargetException">The target is not in its assembly, or has another shape.</exception>
    public static LoadedTarget Load(TargetSource source, bool collectible = true)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new LoadedTarget(source, new TargetCopies(source.Assemblies, source.Name, collectible));
    }

    /// <summary>Loads a target in the copies that other targets of the same plugin have in this process, or will have: made once, warm, and never unloaded.</summary>
    /// <param name="source">The target. One runs at a time.</param>
    /// <exception cref="InstrumentationRefusedException">One of its assemblies cannot be instrumented.</exception>
    /// <exception cref="TargetException">The target is not in its assembly, or has another shape.</exception>
    public static LoadedTarget LoadShared(TargetSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new LoadedTarget(source, TargetCopies.Share(source.Assemblies, source.Name));
    }

    /// <summary>Lets go of the copies.</summary>
    public void Dispose() => _copies.Unload();

    TargetBody Bind(BuildKind kind) => Source.Bind(_copies.In(kind));
}
