using System.Reflection;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Framing;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>
/// The sessions of a plugin as a target: its server and its clients in memory and virtual time, under the faults that the input
/// says (<see cref="SessionInput"/>). Feedback comes from both sides' edges and from the states that the roles say they enter.
/// </summary>
public sealed class SessionTarget : TargetSource
{
    const long SessionSteps = 20_000_000;
    const long StepCost = 16;

    static readonly SessionLimits Limits = new() { Simulation = new SimulationLimits { MaxSteps = 200_000 } };

    readonly PluginDefinition _original;
    readonly SessionRecording _recording;

    /// <summary>The sessions of a plugin.</summary>
    /// <param name="original">The plugin, not instrumented; sessions without faults are recorded with it.</param>
    /// <param name="assemblies">The assembly of the plugin, and others that are to give feedback.</param>
    /// <param name="reference">The text by which a worker finds the same target.</param>
    /// <param name="name">The target's name.</param>
    public SessionTarget(PluginDefinition original, IReadOnlyList<AssemblyInput> assemblies, string reference, string name)
    {
        ArgumentNullException.ThrowIfNull(original);
        _original = original;
        _recording = new SessionRecording(original, Limits);
        (Assemblies, Reference, Name) = (assemblies, reference, name);
    }

    /// <summary>What has been run so far, in this process.</summary>
    public SessionTally Tally { get; } = new();

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Reference { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<AssemblyInput> Assemblies { get; }

    /// <inheritdoc/>
    public override long MinSteps => SessionSteps;

    /// <inheritdoc/>
    public override IReadOnlyList<FrameSchema> Schemas => [.. _original.Frames.Select(f => f.Schema)];

    /// <inheritdoc/>
    public override IMutator? CreateMutator(ulong seed) => new SessionMutator(_recording, seed);

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Examples(ulong seed)
    {
        for (var conversation = 0; conversation < _original.Conversations.Count; conversation++)
        {
            yield return new SessionInput(conversation, 1, 0, []).Write();
            yield return new SessionInput(conversation, 1, 1 + (int)(seed % 1000), []).Write();
            yield return new SessionInput(conversation, 1, 0, [], SessionSide.Server).Write();
            yield return new SessionInput(conversation, 1, 0, [], SessionSide.Client).Write();
            for (var variant = 1; variant < _recording.Variants(conversation); variant++)
            {
                yield return new SessionInput(conversation, 1, 0, [], SessionSide.Both, variant).Write();
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Simpler(byte[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var session = SessionInput.Read(input);
        if (session.Clients > 1)
        {
            yield return (session with { Clients = 1 }).Write();
        }

        if (session.Steps.Count > 2)
        {
            yield return (session with { Steps = [.. session.Steps.Take(session.Steps.Count / 2)] }).Write();
            yield return (session with { Steps = [.. session.Steps.Skip(session.Steps.Count / 2)] }).Write();
        }

        for (var left = session.Steps.Count - 1; left >= 0; left--)
        {
            yield return (session with { Steps = [.. session.Steps.Where((_, i) => i != left)] }).Write();
        }

        if (session.Schedule != 0)
        {
            yield return (session with { Schedule = 0 }).Write();
        }
    }

    /// <inheritdoc/>
    /// <remarks>What was captured takes the place of what the conversation itself sends that way, from the first byte on.</remarks>
    public override IEnumerable<byte[]> FromStream(CapturedStream stream, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var direction = stream.IsFromClient ? Direction.ToServer : Direction.ToClient;
        SessionStep[] steps = [.. stream.Bytes.Chunk(byte.MaxValue).Take(SessionInput.MaxSteps)
            .Select((part, i) => new SessionStep(SessionOperation.Overwrite, direction, i * byte.MaxValue, 0, part))];
        return Enumerable.Range(0, _original.Conversations.Count).Select(conversation => new SessionInput(conversation, 1, 0, steps).Write());
    }

    /// <inheritdoc/>
    public override TargetBody Bind(Assembly assembly)
    {
        var cast = new SessionCast(PluginCopy.Define(assembly), _recording, Limits);
        return new TargetBody(input => Run(cast, SessionInput.Read(input)), null, (input, law, message) => Export(cast, SessionInput.Read(input), law, message));
    }

    void Run(SessionCast cast, SessionInput input)
    {
        // Else more clients would be worth keeping for being more.
        FuzzFeedback.DoesAlike(input.Clients);
        var (law, judgement, result) = Judge(cast.SpecOf(input), input.Side);
        Tally.Add(result, input.Side);
        if (law is not null)
        {
            throw new LawViolationException(law.Law.Id, judgement.Message, result.Roles.FirstOrDefault(r => r.Outcome == RoleOutcome.Failed)?.Error);
        }
    }

    static (SessionLaw? Law, Judgement Judgement, SessionResult Result) Judge(SessionSpec spec, SessionSide side)
    {
        while (true)
        {
            var result = SessionRunner.Run(spec);
            SessionStates.Report(result.States);

            // What a session costs is hardly in the plugin's own loops; with this the cheap ones are tried more.
            Guards.Fuel -= StepCost * result.Steps;
            if (result.Unsupported is not null)
            {
                return (null, Judgement.Pass, result);
            }

            if (side != SessionSide.Both)
            {
                var (broken, why) = SessionVerdict.OfPlayed(result);
                return (broken, why, result);
            }

            if (spec.Faults.Count == 0 || HasEachFired(result))
            {
                var (law, judgement) = SessionVerdict.Of(result);
                return (law, judgement, result);
            }

            // A fault that never fired proves nothing, and the laws say nothing of a session with one. It is judged as if it had not
            // been there; only what fails so is run again without, so that what is reported is what happened.
            spec = spec with { Faults = [.. spec.Faults.Where(fault => HasFired(fault, result.Receipts))] };
            if (SessionVerdict.Of(result with { Spec = spec, Receipts = [.. result.Receipts.Where(r => r.Fired > 0)] }) is (null, var passed))
            {
                return (null, passed, result);
            }
        }
    }

    static bool HasEachFired(SessionResult result)
    {
        foreach (var fault in result.Spec.Faults)
        {
            if (!HasFired(fault, result.Receipts))
            {
                return false;
            }
        }

        return true;
    }

    static bool HasFired(FaultRule fault, IReadOnlyList<FaultReceipt> receipts)
    {
        foreach (var receipt in receipts)
        {
            if (receipt.Fired > 0 && receipt.IsOf(fault))
            {
                return true;
            }
        }

        return false;
    }

    // A finding names a conversation of the plugin with both its sides: what breaks a law against a played one is said in those words
    // where it breaks one so too, and else stays an input.
    static string? Export(SessionCast cast, SessionInput input, string law, string message)
    {
        var (broken, judgement, result) = Judge(cast.SpecOf(input with { Side = SessionSide.Both }) with { KeepBytes = true }, SessionSide.Both);
        return broken is null && input.Side != SessionSide.Both ? null
            : Finding.Of(broken?.Law.Id ?? (law.Length > 0 ? law : "session/hostile"), broken is null ? message : judgement.Message, result).ToString();
    }
}
