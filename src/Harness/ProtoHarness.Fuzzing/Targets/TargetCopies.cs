using System.Reflection;
using System.Runtime.CompilerServices;
using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>The instrumented copies of a target's assemblies, loaded: the build that counts edges at once, the others when they are asked for.</summary>
sealed class TargetCopies
{
    static readonly ConditionalWeakTable<IReadOnlyList<AssemblyInput>, TargetCopies> Shared = [];

    readonly IReadOnlyList<AssemblyInput> _assemblies;
    readonly string _name;
    readonly bool _collectible;
    readonly List<InstrumentedContext> _contexts = [];
    readonly Dictionary<BuildKind, Assembly> _builds = [];

    /// <summary>Instruments and loads assemblies.</summary>
    /// <param name="assemblies">The assemblies; the first holds the target.</param>
    /// <param name="name">Whose copies they are, for debuggers.</param>
    /// <param name="collectible">Whether they can be unloaded.</param>
    /// <exception cref="InstrumentationRefusedException">One of them cannot be instrumented.</exception>
    public TargetCopies(IReadOnlyList<AssemblyInput> assemblies, string name, bool collectible)
    {
        (_assemblies, _name, _collectible) = (assemblies, name, collectible);
        var sites = new List<ProbeSite>();
        var copies = new List<InstrumentedAssembly>();

        // The range is reserved when its size is known; identifiers in the code are absolute, so count with a first pass from 0
        // for all assemblies but keep what it made when nothing else has reserved before.
        foreach (var input in assemblies)
        {
            var copy = Instrumenter.Instrument(input, BuildKind.Coverage, sites.Count);
            copies.Add(copy);
            sites.AddRange(copy.Sites.Select(s => s with { Id = s.Id + sites.Count }).ToArray());
        }

        First = CoverageMap.Reserve(sites.Count);
        Sites = sites;
        Constants = [.. copies.SelectMany(copy => copy.Constants)];
        if (First != 0)
        {
            var next = First;
            copies.Clear();
            foreach (var input in assemblies)
            {
                var copy = Instrumenter.Instrument(input, BuildKind.Coverage, next);
                copies.Add(copy);
                next += copy.Sites.Count;
            }
        }

        Load(BuildKind.Coverage, copies);
    }

    /// <summary>The place in the map of the first counter.</summary>
    public int First { get; }

    /// <summary>What the counters stand for.</summary>
    public IReadOnlyList<ProbeSite> Sites { get; }

    /// <summary>Constants in the code.</summary>
    public IReadOnlyList<byte[]> Constants { get; }

    /// <summary>Copies for all targets of the same assemblies in this process; they stay loaded.</summary>
    /// <param name="assemblies">The assemblies: the very list, as the targets of one plugin have it.</param>
    /// <param name="name">Whose copies they are, for debuggers.</param>
    public static TargetCopies Share(IReadOnlyList<AssemblyInput> assemblies, string name) =>
        Shared.GetValue(assemblies, list => new TargetCopies(list, name, collectible: false));

    /// <summary>The first assembly in a build.</summary>
    /// <param name="kind">The build.</param>
    public Assembly In(BuildKind kind)
    {
        if (_builds.TryGetValue(kind, out var build))
        {
            return build;
        }

        var copies = new List<InstrumentedAssembly>();
        foreach (var input in _assemblies)
        {
            copies.Add(Instrumenter.Instrument(input, kind, copies.Sum(c => c.Comparisons)));
        }

        return Load(kind, copies);
    }

    /// <summary>Lets go of copies that can be unloaded; others stay, for whoever shares them.</summary>
    public void Unload()
    {
        if (_collectible)
        {
            _contexts.ForEach(context => context.Unload());
            _contexts.Clear();
            _builds.Clear();
        }
    }

    Assembly Load(BuildKind kind, List<InstrumentedAssembly> copies)
    {
        var context = new InstrumentedContext($"{_name} ({kind})", copies, _assemblies[0].Folder, _collectible);
        _contexts.Add(context);
        return _builds[kind] = context.LoadCopy(copies[0].Name);
    }
}
