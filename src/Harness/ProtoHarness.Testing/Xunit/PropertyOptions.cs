using System.Reflection;

namespace ProtoHarness.Testing.Xunit;

/// <summary>The options of one attribute, or of a whole chain of them. What is <see langword="null"/> was not set.</summary>
sealed class PropertyOptions
{
    internal const int DefaultMaxTest = 100;
    internal const int DefaultMaxRejected = 1000;
    internal const int DefaultStartSize = 1;
    internal const int DefaultEndSize = 100;

    // The core stops at its 5,000th candidate and then reports that candidate, whether it failed or not. One less avoids it.
    internal const int DefaultMaxShrinks = 4999;

    string? _replay;

    internal int? MaxTest { get; set; }

    internal int? MaxRejected { get; set; }

    internal int? StartSize { get; set; }

    internal int? EndSize { get; set; }

    internal int? Parallelism { get; set; }

    internal bool? Verbose { get; set; }

    internal bool? QuietOnSuccess { get; set; }

    internal int? MaxShrinks { get; set; }

    internal Type[] Arbitrary { get; set; } = [];

    internal string? Replay
    {
        get => _replay;
        set => _replay = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Seeds of <see cref="ReplayAttribute"/>, in the order of declaration.</summary>
    internal IReadOnlyList<string> Regressions { get; private set; } = [];

    /// <summary>
    /// What holds for a method: its own options, then those of its class, of the enclosing classes from inside out, of the assembly.
    /// The nearest set value wins; arbitrary types are joined, nearest first.
    /// </summary>
    internal static PropertyOptions For(MethodInfo method, Type testClass)
    {
        var chain = new List<PropertyOptions>();
        if (method.GetCustomAttribute<PropertyAttribute>() is { } own)
            chain.Add(own.Options);
        for (var type = testClass; type is not null; type = type.DeclaringType)
        {
            if (type.GetCustomAttribute<PropertiesAttribute>() is { } properties)
                chain.Add(properties.Options);
        }

        if (testClass.Assembly.GetCustomAttribute<PropertiesAttribute>() is { } assembly)
            chain.Add(assembly.Options);

        var merged = Merge(chain);
        merged.Regressions = [.. method.GetCustomAttributes<ReplayAttribute>().Select(replay => replay.Seed)];
        return merged;
    }

    static PropertyOptions Merge(List<PropertyOptions> nearestFirst) => new()
    {
        MaxTest = Nearest(nearestFirst, options => options.MaxTest),
        MaxRejected = Nearest(nearestFirst, options => options.MaxRejected),
        StartSize = Nearest(nearestFirst, options => options.StartSize),
        EndSize = Nearest(nearestFirst, options => options.EndSize),
        Parallelism = Nearest(nearestFirst, options => options.Parallelism),
        Verbose = Nearest(nearestFirst, options => options.Verbose),
        QuietOnSuccess = Nearest(nearestFirst, options => options.QuietOnSuccess),
        MaxShrinks = Nearest(nearestFirst, options => options.MaxShrinks),
        Replay = nearestFirst.Select(options => options.Replay).FirstOrDefault(replay => replay is not null),
        Arbitrary = [.. nearestFirst.SelectMany(options => options.Arbitrary)],
    };

    static T? Nearest<T>(List<PropertyOptions> nearestFirst, Func<PropertyOptions, T?> option)
        where T : struct =>
        nearestFirst.Select(option).FirstOrDefault(value => value is not null);
}
