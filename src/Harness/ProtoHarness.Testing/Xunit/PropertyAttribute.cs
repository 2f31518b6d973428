using System.Runtime.CompilerServices;
using Xunit;
using Xunit.v3;

namespace ProtoHarness.Testing.Xunit;

/// <summary>
/// Marks a method as a property: FsCheck generates its arguments, runs it many times and shrinks what fails.
/// Options, defaults, replay grammar and output are those of FsCheck.Xunit.
/// </summary>
/// <remarks>
/// One instance of the test class serves all runs. The method may return <see langword="void"/>, <see cref="bool"/>, a task or
/// value task (of <see cref="bool"/> or a property), <c>FsCheck.Property</c>, or anything else that FsCheck can test.
/// An option that is not set is taken from the nearest <see cref="PropertiesAttribute"/>: class, enclosing classes, assembly.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
[XunitTestCaseDiscoverer(typeof(PropertyDiscoverer))]
public class PropertyAttribute(
    [CallerFilePath] string? sourceFilePath = null,
    [CallerLineNumber] int sourceLineNumber = -1) : FactAttribute(sourceFilePath, sourceLineNumber)
{
    internal PropertyOptions Options { get; } = new();

    /// <summary>Number of runs that must pass. Default 100.</summary>
    public int MaxTest { get => Options.MaxTest ?? PropertyOptions.DefaultMaxTest; set => Options.MaxTest = value; }

    /// <summary>Number of rejected argument lists after which the property fails as exhausted. Default 1000.</summary>
    public int MaxRejected { get => Options.MaxRejected ?? PropertyOptions.DefaultMaxRejected; set => Options.MaxRejected = value; }

    /// <summary>Size of the generated values at the start; it grows linearly to <see cref="EndSize"/>. Default 1.</summary>
    public int StartSize { get => Options.StartSize ?? PropertyOptions.DefaultStartSize; set => Options.StartSize = value; }

    /// <summary>Size of the generated values in the last run. Default 100.</summary>
    public int EndSize { get => Options.EndSize ?? PropertyOptions.DefaultEndSize; set => Options.EndSize = value; }

    /// <summary>
    /// <c>"(seed,gamma)"</c> repeats a whole run, <c>"(seed,gamma,size)"</c> only its one step; the parentheses are optional and
    /// gamma is odd. <see langword="null"/> or empty is not set. Use <see cref="ReplayAttribute"/> to keep several old failures.
    /// </summary>
    public string? Replay { get => Options.Replay; set => Options.Replay = value; }

    /// <summary>
    /// Number of runs at the same time, -1 for one a processor. Default: one after the other. Ignored when a replay names a size.
    /// Generators must then be thread-safe.
    /// </summary>
    public int Parallelism { get => Options.Parallelism ?? 0; set => Options.Parallelism = value; }

    /// <summary>Writes every argument list and every successful shrink to the test's output.</summary>
    public bool Verbose { get => Options.Verbose ?? false; set => Options.Verbose = value; }

    /// <summary>Writes nothing when the property holds.</summary>
    public bool QuietOnSuccess { get => Options.QuietOnSuccess ?? false; set => Options.QuietOnSuccess = value; }

    /// <summary>
    /// Types whose static members that return <c>Arbitrary&lt;T&gt;</c> generate values. An earlier type beats a later one, and a
    /// method's types beat those of its class and assembly.
    /// </summary>
    public Type[] Arbitrary { get => Options.Arbitrary; set => Options.Arbitrary = value; }

    /// <summary>
    /// Shrink candidates tried at most, 0 (no shrinking) to 4,999 (the default; the core has a fixed limit of its own just above).
    /// With <see cref="Parallelism"/> the limit is shared by all failures of the run.
    /// </summary>
    public int MaxShrinks { get => Options.MaxShrinks ?? PropertyOptions.DefaultMaxShrinks; set => Options.MaxShrinks = value; }
}
