using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Tests;

/// <summary>Runs a plugin's conversations under every kind of fault, in many orders, and says what is wrong.</summary>
public sealed class ConversationSweep(PluginDefinition plugin)
{
    static readonly string[] Benign =
    [
        "* fragment 1", "* chunks 7", "* split @3", "* coalesce 2ms", "* delay 5ms", "* jitter 9ms", "* bandwidth 256KiB", "* slow-reader 64 1ms",
        "* slow-writer 1ms", "* accept-delay 10ms", "* clock-jump -1h @1", "* chunks 16 | jitter 3ms",
    ];

    static readonly string[] Corrupting = ["flip", "overwrite", "drop", "duplicate", "insert"];

    static readonly string[] Datagrams = ["* lose 20", "* repeat-datagram 30", "* reorder 30", "* lose 10 | reorder 20 | repeat-datagram 20"];

    /// <summary>What is wrong without faults and under benign ones; empty when nothing is.</summary>
    /// <param name="seeds">How many orders of events each is run in.</param>
    public List<string> BenignProblems(int seeds) =>
        [.. Conversations().SelectMany(pair => Faults().SelectMany(fault => Orders(pair, fault, seeds).Select(Complete)).OfType<string>())];

    /// <summary>What is wrong over sockets.</summary>
    public List<string> SocketProblems() =>
    [
        .. Conversations().SelectMany(pair => ((string[])(plugin.Kind == ConnectionKind.Stream ? ["", "* chunks 16", "* delay 1ms"] : ["", "* lose 20"]))
            .Select(fault => Complete(Spec(pair, fault) with { Transport = Sockets })).OfType<string>()),
    ];

    /// <summary>What is wrong under hostile faults, at every so many bytes of the conversation.</summary>
    /// <param name="positions">How many positions of each direction are tried.</param>
    public List<string> HostileProblems(int positions)
    {
        var problems = new List<string>();
        foreach (var pair in Conversations())
        {
            var clean = SessionRunner.Run(Spec(pair, "") with { KeepBytes = true });
            for (var n = 1; n <= Math.Min(clean.Operations, positions); n++)
            {
                problems.AddRange(Orders(pair, $"cancel {n}", 2).Select(CleanEnd).OfType<string>());
            }

            string[] whole = ["refuse", "accept-close", "C>S reset-on-close", "S>C reset-on-close", "C>S read-error 2", "S>C read-error 2", "C>S write-error 2", "S>C write-error 2"];
            problems.AddRange(whole.Select(fault => CleanEnd(Spec(pair, fault))).OfType<string>());
            foreach (var direction in clean.Directions.Where(d => d.Connection == 1 && d.WrittenCount > 0))
            {
                var name = direction.Direction == Direction.ToServer ? "C>S" : "S>C";
                for (var i = 0; i < positions; i++)
                {
                    var at = positions >= direction.WrittenCount ? Math.Min(i, direction.WrittenCount - 1) : i < positions / 2 ? i : i * direction.WrittenCount / positions;
                    string[] faults =
                    [
                        $"truncate @{at}", $"half-close @{at}", $"reset @{at}", $"stall @{at}", $"silence @{at}", $"flip @{at} {i % 8}", $"overwrite @{at} ffffffffffffffff",
                        $"overwrite @{at} 00", $"drop @{at} 3", $"duplicate @{at} 4", $"insert @{at} 0a",
                    ];
                    problems.AddRange(faults.Select(fault => CleanEnd(Spec(pair, $"{name} {fault}"))).OfType<string>());
                }
            }
        }

        return problems;
    }

    /// <summary>The sessions whose traces differ between two runs with one seed.</summary>
    /// <param name="seeds">How many orders of events.</param>
    public List<string> ReplayProblems(int seeds) =>
    [
        .. Conversations().SelectMany(pair => Orders(pair, plugin.Kind == ConnectionKind.Stream ? "* chunks 11 | jitter 2ms" : "* lose 20", seeds))
            .Where(spec => SessionRunner.Run(spec).TraceHash != SessionRunner.Run(spec).TraceHash).Select(spec => $"{spec}: two runs differ"),
    ];

    TransportKind Sockets => plugin.Kind == ConnectionKind.Stream ? TransportKind.Tcp : Enum.Parse<TransportKind>("Udp");

    static string? Complete(SessionSpec spec)
    {
        var result = SessionRunner.Run(spec);
        return CleanEnd(result)
            ?? (result.Completed && result.Flows.Count == 0 ? null : $"{spec}: {result.End}; {string.Join("; ", result.Roles)}; {string.Join("; ", result.Flows.Select(f => f.Message))}; {string.Join("; ", result.Waiting)}");
    }

    static string? CleanEnd(SessionSpec spec) => CleanEnd(SessionRunner.Run(spec));

    static string? CleanEnd(SessionResult result)
    {
        var corrupted = result.Spec.Faults.Any(rule => Corrupting.Contains(rule.Fault.Kind.Name));
        var told = result.Spec.Faults.All(rule => rule.Fault.Kind.TellsPeers || rule.Fault.Kind.IsBenign || rule.Fault.Kind.Name == "cancel");
        var problem =
            result.Roles.FirstOrDefault(role => role.Outcome is RoleOutcome.Failed or RoleOutcome.Unfinished || (role.Outcome == RoleOutcome.Unexpected && !corrupted)) is { } role
                ? $"{role} {role.Error?.StackTrace}"
            : told && result.End != SimulationEnd.Finished ? $"{result.End}: {string.Join("; ", result.Waiting)}"
            : result.Leaks.Count > 0 ? result.Leaks[0]
            : !corrupted && result.Flows.Count > 0 ? result.Flows[0].Message
            : null;
        return problem is null ? null : $"{result.Spec}: {problem}";
    }

    IEnumerable<string> Faults() => plugin.Kind == ConnectionKind.Stream ? ["", .. Benign] : ["", "* delay 5ms", "* jitter 9ms", .. Datagrams];

    IEnumerable<(Conversation Conversation, ParameterValues Values)> Conversations()
    {
        foreach (var conversation in plugin.Conversations)
        {
            yield return (conversation, ParameterValues.Defaults);
            foreach (var parameter in plugin.Options.Concat(conversation.Parameters))
            {
                foreach (var sample in parameter.Samples)
                {
                    yield return (conversation, ParameterValues.Defaults.With(parameter, sample));
                }
            }
        }
    }

    SessionSpec Spec((Conversation Conversation, ParameterValues Values) pair, string fault) => new()
    {
        Plugin = plugin,
        Conversation = pair.Conversation,
        Values = pair.Values,
        Seed = new Seed(1),
        Faults = fault.Length == 0 ? [] : FaultRule.Parse(fault),
    };

    IEnumerable<SessionSpec> Orders((Conversation Conversation, ParameterValues Values) pair, string fault, int seeds)
    {
        yield return Spec(pair, fault);
        for (var i = 1; i < seeds; i++)
        {
            yield return Spec(pair, fault) with { Seed = new Seed((ulong)i), ExploreSchedule = true, Clients = 1 + (i % 3) };
        }
    }
}
