using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>What a script says, without the plugin: names of options, conversations, frames and fields are still words.</summary>
public sealed record Scenario
{
    /// <summary>The file it was read from, as errors show it.</summary>
    public string File { get; init; } = "";

    /// <summary>One line on what it shows; empty when not given.</summary>
    public string Title { get; init; } = "";

    /// <summary>The plugin.</summary>
    public Named Plugin { get; init; }

    /// <summary>The values of the plugin's options.</summary>
    public Sequence<Setting> Options { get; init; } = [];

    /// <summary>What connects the roles.</summary>
    public TransportKind Transport { get; init; } = TransportKind.Memory;

    /// <summary>The seed; null when the run gives it.</summary>
    public Seed? Seed { get; init; }

    /// <summary>Under how many seeds it is run, each on its own.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>How many clients hold each conversation at once.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>The limits that are set.</summary>
    public Sequence<Setting> Limits { get; init; } = [];

    /// <summary>Whether what runs next is drawn from the seed.</summary>
    public bool ExploreSchedule { get; init; }

    /// <summary>The scheduling decisions; null when they are not given.</summary>
    public Sequence<int>? Schedule { get; init; }

    /// <summary>Who plays the server.</summary>
    public ServerChoice Server { get; init; } = ServerChoice.Default;

    /// <summary>The clauses that it checks.</summary>
    public Sequence<Requirement> Requirements { get; init; } = [];

    /// <summary>What happens, in order.</summary>
    public Sequence<Step> Steps { get; init; } = [];

    /// <summary>What must hold and what must not, at the end.</summary>
    public Sequence<Expectation> Expectations { get; init; } = [];

    /// <summary>The frame whose codec is judged, for a finding of a codec law; its text is empty otherwise.</summary>
    public Named Frame { get; init; }

    /// <summary>The input of the codec, in hexadecimal.</summary>
    public string Input { get; init; } = "";

    /// <summary>The header, when the script is a finding.</summary>
    public FindingHeader? Finding { get; init; }

    /// <summary>Whether it is about a codec, not a session.</summary>
    public bool IsCodecCase => !string.IsNullOrEmpty(Frame.Text);
}
