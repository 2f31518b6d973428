using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>Makes specifications of inputs: who takes part, who is played, under which values and faults. What inputs have in common is made once. For one thread.</summary>
/// <param name="plugin">The plugin whose roles take part.</param>
/// <param name="recording">What the played side says.</param>
/// <param name="limits">How far a session may go.</param>
sealed class SessionCast(PluginDefinition plugin, SessionRecording recording, SessionLimits limits)
{
    readonly StepFaults _faults = new();
    readonly Dictionary<(int Conversation, int Variant, SessionSide Side), SessionSpec> _casts = [];

    /// <summary>What an input says, as a specification.</summary>
    /// <param name="input">The input.</param>
    public SessionSpec SpecOf(SessionInput input)
    {
        var conversation = input.Conversation % plugin.Conversations.Count;
        var variant = input.Variant % recording.Variants(conversation);
        if (!_casts.TryGetValue((conversation, variant, input.Side), out var cast))
        {
            _casts.Add((conversation, variant, input.Side), cast = Cast(conversation, variant, input.Side));
        }

        return cast with
        {
            Clients = input.Clients,
            Faults = _faults.Of(input.Steps),
            Seed = new Seed((ulong)input.Schedule),
            ExploreSchedule = input.Schedule != 0,
        };
    }

    SessionSpec Cast(int number, int variant, SessionSide side)
    {
        var conversation = plugin.Conversations[number];
        var spec = new SessionSpec { Plugin = plugin, Conversation = conversation, Values = SessionVariants.Of(plugin, conversation)[variant], Limits = limits };
        return side switch
        {
            SessionSide.Server => spec with { Conversation = PlayedPeer.Client(conversation, recording.Stream(number, variant, Direction.ToServer)) },
            SessionSide.Client => spec with
            {
                Plugin = plugin with { Services = [.. plugin.Services.Select(service => PlayedPeer.Server(service, recording.Stream(number, variant, Direction.ToClient)))] },
            },
            _ => spec,
        };
    }
}
