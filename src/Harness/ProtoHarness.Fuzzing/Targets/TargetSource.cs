using System.Reflection;
using ProtoHarness.Framing;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Instrumentation;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>Something that can be fuzzed, before it is loaded: which assemblies are instrumented, and how its body is found in them.</summary>
public abstract class TargetSource
{
    /// <summary>How many valid inputs a target with a schema starts from.</summary>
    protected const int ExampleCount = 16;

    /// <summary>The target's name.</summary>
    public abstract string Name { get; }

    /// <summary>The text by which a worker process finds the same target.</summary>
    public abstract string Reference { get; }

    /// <summary>The assemblies that are instrumented; the first holds the target.</summary>
    public abstract IReadOnlyList<AssemblyInput> Assemblies { get; }

    /// <summary>Whether the target has a bug on purpose.</summary>
    public virtual bool IsCanary => false;

    /// <summary>Full names of the exceptions by which the target refuses an input cleanly.</summary>
    public virtual IReadOnlyList<string> Allowed => [];

    /// <summary>Steps that any input may take, where the usual number of the options is too small for what the target does.</summary>
    public virtual long MinSteps => 0;

    /// <summary>Schemas of the frames that go through the target: words for the dictionary.</summary>
    public virtual IReadOnlyList<FrameSchema> Schemas => [];

    /// <summary>Mutation that knows the structure of the input.</summary>
    /// <param name="seed">The seed of what it makes up.</param>
    /// <returns>The mutator; null when nothing is known of the structure.</returns>
    public virtual IMutator? CreateMutator(ulong seed) => null;

    /// <summary>Inputs that are worth starting from.</summary>
    /// <param name="seed">The seed of what is random in them.</param>
    public virtual IEnumerable<byte[]> Examples(ulong seed) => [];

    /// <summary>Inputs that do less than another one and may reach the same, those that do least first. Where there are none, bytes are taken out blindly.</summary>
    /// <param name="input">The other.</param>
    public virtual IEnumerable<byte[]> Simpler(byte[] input) => [];

    /// <summary>Whether inputs are frames one after the other, so that an input that is not read to its end can be told.</summary>
    public virtual bool IsOfFrames => false;

    /// <summary>Inputs that make the target read what was captured on a line; those of frames are cut between them instead (<see cref="Corpora.FrameCutter"/>).</summary>
    /// <param name="stream">One direction of a connection, or a datagram.</param>
    /// <param name="maxBytes">The longest input.</param>
    public virtual IEnumerable<byte[]> FromStream(CapturedStream stream, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.Bytes.Chunk(maxBytes);
    }

    /// <summary>Finds the body in a loaded copy.</summary>
    /// <param name="assembly">The copy of the first assembly.</param>
    /// <returns>The body, and what else is checked for inputs that are new or failed.</returns>
    public abstract TargetBody Bind(Assembly assembly);
}
