using System.Reflection;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Framing;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Instrumentation;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>
/// A frame of a plugin as a target: the input is read as one frame after the other, as a connection would be. What is read may
/// never throw; for inputs that reach something new the codec laws are checked as well.
/// </summary>
public sealed class FrameTarget : TargetSource
{
    const string JunkLaw = "codec/junk";

    // Empty frames would otherwise be read for ever by a codec that consumes nothing, before the law says so.
    const int MaxFrames = 1 << 16;

    readonly FrameSchema _schema;

    /// <summary>A frame of an assembly.</summary>
    /// <param name="frame">The frame's codec, of the original assembly.</param>
    /// <param name="assemblies">The assembly of the plugin, and others that are to give feedback.</param>
    /// <param name="reference">The text by which a worker finds the same target.</param>
    /// <param name="name">The target's name.</param>
    public FrameTarget(FrameCodec frame, IReadOnlyList<AssemblyInput> assemblies, string reference, string name)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Assemblies = assemblies;
        _schema = frame.Schema;
        Reference = reference;
        Name = name;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Reference { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<AssemblyInput> Assemblies { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<FrameSchema> Schemas => [_schema];

    /// <inheritdoc/>
    public override IMutator? CreateMutator(ulong seed) => StructureMutator.CanUse(_schema) ? new StructureMutator(_schema, seed) : null;

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Examples(ulong seed)
    {
        if (!StructureMutator.CanUse(_schema))
        {
            yield break;
        }

        var structure = new StructureMutator(_schema, seed);
        for (var i = 0; i < ExampleCount; i++)
        {
            yield return structure.Generate();
        }
    }

    /// <inheritdoc/>
    public override bool IsOfFrames => true;

    /// <inheritdoc/>
    public override TargetBody Bind(Assembly assembly)
    {
        var definition = PluginCopy.Define(assembly);
        var codec = definition.Frames.FirstOrDefault(f => f.Schema.Name == _schema.Name)
            ?? throw new TargetException($"plugin {definition.Id} has no frame {_schema.Name}");
        var subject = new CodecSubject(definition, ParameterValues.Defaults);
        return new TargetBody(
            input => Read(codec, input),
            input => Verify(codec, input.ToArray()),
            (input, law, message) => Finding.Of(law.Length > 0 ? law : JunkLaw, message, subject, codec, input).ToString(),
            codec.Measure);
    }

    static void Read(FrameCodec codec, ReadOnlySpan<byte> input)
    {
        for (var frames = 0; frames < MaxFrames && !input.IsEmpty; frames++)
        {
            var result = codec.Measure(input);
            if (!result.IsComplete)
            {
                return;
            }

            if (result.Consumed <= 0 || result.Consumed > input.Length)
            {
                throw new LawViolationException(JunkLaw, $"{codec.Schema.Name} consumed {result.Consumed} of {input.Length} bytes");
            }

            input = input[(int)result.Consumed..];
        }
    }

    static void Verify(FrameCodec codec, byte[] input)
    {
        foreach (var law in CodecLaws.All)
        {
            var judgement = law.Judge(codec, input);
            if (judgement.Verdict == Verdict.Fail)
            {
                throw new LawViolationException(law.Law.Id, $"{codec.Schema.Name}: {judgement.Message}");
            }
        }
    }
}
