using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Everything that a session depends on: the same specification gives the same session.</summary>
public sealed record SessionSpec
{
    /// <summary>The plugin.</summary>
    public required PluginDefinition Plugin { get; init; }

    /// <summary>What the clients do.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>The values of the plugin's options and of the conversation's parameters.</summary>
    public ParameterValues Values { get; init; } = ParameterValues.Defaults;

    /// <summary>What connects the roles.</summary>
    public TransportKind Transport { get; init; } = TransportKind.Memory;

    /// <summary>The foreign program that plays one side, over tcp; null when the plugin plays both.</summary>
    public ProgramSpec? Program { get; init; }

    /// <summary>How many clients run the conversation at once, each on its own.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>The faults, in order.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>The seed of everything random.</summary>
    public Seed Seed { get; init; }

    /// <summary>Whether what runs next is drawn from the seed; otherwise first come, first served.</summary>
    public bool ExploreSchedule { get; init; }

    /// <summary>Scheduling decisions made before; they win over <see cref="ExploreSchedule"/>.</summary>
    public IReadOnlyList<int>? Schedule { get; init; }

    /// <summary>The date at which the clock starts, in memory; null: drawn from the seed.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>Whether every event is kept, with its bytes; otherwise only their hash.</summary>
    public bool KeepTrace { get; init; }

    /// <summary>Whether the bytes of each direction are kept.</summary>
    public bool KeepBytes { get; init; }

    /// <summary>How far it may go.</summary>
    public SessionLimits Limits { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString()
    {
        var parameters = Values.Format([.. Plugin.Options, .. Conversation.Parameters]);
        var faults = Faults.Count == 0 ? "no faults" : string.Join(", ", Faults);
        return $"{Plugin.Id} {Conversation.Name}{(parameters.Length > 0 ? " " + parameters : "")} on {Transport.ToString().ToLowerInvariant()}{(Program is null ? "" : $" with {Program}")} under {faults}, seed {Seed}";
    }
}
