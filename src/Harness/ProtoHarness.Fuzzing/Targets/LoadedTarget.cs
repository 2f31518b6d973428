using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>
/// A target in its three builds, each in its own load context of this process: one that counts edges for the hot loop, one that
/// writes down comparisons for new inputs, one without optimisation for failures. The last two are made when first asked for.
/// </summary>
public sealed class LoadedTarget : IDisposable
{
    readonly List<InstrumentedContext> _contexts = [];
    readonly bool _collectible;
    TargetBody? _trace;
    TargetBody? _triage;

    LoadedTarget(TargetSource source, bool collectible)
    {
        Source = source;
        _collectible = collectible;
        var sites = new List<ProbeSite>();
        var copies = new List<InstrumentedAssembly>();
        var constants = new List<byte[]>();

        // The range is reserved when its size is known; identifiers in the code are absolute, so count with a first pass from 0
        // for all assemblies but keep what it made when nothing else has reserved before.
        foreach (var input in source.Assemblies)
        {
            var copy = Instrumenter.Instrument(input, BuildKind.Coverage, sites.Count);
            copies.Add(copy);
            constants.AddRange(copy.Constants);
            sites.AddRange(copy.Sites.Select(s => s with { Id = s.Id + sites.Count }).ToArray());
        }

        First = CoverageMap.Reserve(sites.Count);
        Sites = sites;
        Constants = constants;
        if (First != 0)
        {
            var next = First;
            copies.Clear();
            foreach (var input in source.Assemblies)
            {
                var copy = Instrumenter.Instrument(input, BuildKind.Coverage, next);
                copies.Add(copy);
                next += copy.Sites.Count;
            }
        }

        Coverage = Load(BuildKind.Coverage, copies);
    }

    /// <summary>What was loaded.</summary>
    public TargetSource Source { get; }

    /// <summary>The place in the map of the first counter.</summary>
    public int First { get; }

    /// <summary>What the counters stand for; their number is the exact size of the map.</summary>
    public IReadOnlyList<ProbeSite> Sites { get; }

    /// <summary>Constants in the code that an input may have to contain.</summary>
    public IReadOnlyList<byte[]> Constants { get; }

    /// <summary>The body in the build that counts edges.</summary>
    public TargetBody Coverage { get; }

    /// <summary>The body in the build that writes down comparisons (<see cref="CompareLog"/>).</summary>
    public TargetBody Trace => _trace ??= Build(BuildKind.Trace);

    /// <summary>The body in the build without optimisation.</summary>
    public TargetBody Triage => _triage ??= Build(BuildKind.Triage);

    /// <summary>Instruments and loads a target.</summary>
    /// <param name="source">The target.</param>
    /// <param name="collectible">Whether the copies can be unloaded; code that need not be is a little faster.</param>
    /// <exception cref="InstrumentationRefusedException">One of its assemblies cannot be instrumented.</exception>
    /// <exception cref="TargetException">The target is not in its assembly, or has another shape.</exception>
    public static LoadedTarget Load(TargetSource source, bool collectible = true)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new LoadedTarget(source, collectible);
    }

    /// <summary>Lets go of the copies.</summary>
    public void Dispose()
    {
        foreach (var context in _contexts)
        {
            if (context.IsCollectible)
            {
                context.Unload();
            }
        }

        _contexts.Clear();
    }

    TargetBody Build(BuildKind kind)
    {
        var copies = new List<InstrumentedAssembly>();
        foreach (var input in Source.Assemblies)
        {
            copies.Add(Instrumenter.Instrument(input, kind, copies.Sum(c => c.Comparisons)));
        }

        return Load(kind, copies);
    }

    TargetBody Load(BuildKind kind, List<InstrumentedAssembly> copies)
    {
        var context = new InstrumentedContext($"{Source.Name} ({kind})", copies, Source.Assemblies[0].Folder, _collectible);
        _contexts.Add(context);
        return Source.Bind(context.LoadCopy(copies[0].Name));
    }
}
