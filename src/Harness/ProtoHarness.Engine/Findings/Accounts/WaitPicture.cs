using System.Text.RegularExpressions;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Findings;

/// <summary>Draws who waits for whom when a session could not go on.</summary>
static partial class WaitPicture
{
    public static IEnumerable<string> Of(SessionResult result)
    {
        if (result.End == Simulation.SimulationEnd.Finished || result.Waiting.Count == 0)
        {
            return [];
        }

        var waits = result.Waiting.Select(line => Line().Match(line)).Where(match => match.Success).ToList();
        var elsewhere = result.Waiting.Where(line => line.Contains(MemoryPairTransport.WaitsElsewhere, StringComparison.Ordinal)).ToList();
        var lines = waits.Select(Arrow).Concat(elsewhere).ToList();
        var waiting = waits.Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var named = elsewhere.Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]).Concat(waiting).ToHashSet(StringComparer.Ordinal);
        foreach (var peer in waits.Select(match => Peer(match.Groups[1].Value)).Where(peer => !named.Contains(peer)))
        {
            lines.Add(result.Roles.FirstOrDefault(role => role.Name == peer) is not { } role ? $"{peer} was never there"
                : role.Outcome == RoleOutcome.Unfinished ? $"{peer} {MemoryPairTransport.WaitsElsewhere}" : $"{peer} has gone: {role}");
        }

        // Each reads from the other: a circle that no third party can open.
        lines.AddRange(waits.Select(match => match.Groups[1].Value).Where(name => name[0] == 'C' && waiting.Contains(Peer(name)))
            .Select(name => $"{name} and {Peer(name)} wait for each other"));
        return lines;
    }

    static string Arrow(Match match)
    {
        var name = match.Groups[1].Value;
        var (read, sent) = (match.Groups[3].Value, match.Groups[4].Value);
        var how = sent == "0" ? "nothing was sent to it" : read == sent ? $"it has read all {sent} bytes that were sent to it" : $"it has read {read} of {sent} bytes that were sent to it";
        var does = match.Groups[2].Value switch { "to read" => "reads", "to read and to write" => "reads and writes", _ => "writes" };
        return $"{name} --{does}--> {Peer(name)}   ({how}{(match.Groups[5].Success ? ", and their end" : "")}{(does == "writes" ? $"; {Peer(name)}'s buffer is full" : "")})";
    }

    static string Peer(string name) => (name[0] == 'C' ? "S" : "C") + name[1..];

    [GeneratedRegex(@"^([CS]\d+) waits (to [^;]*?)(?: \([^)]*\))?; (\d+) of (\d+) bytes of its incoming direction were read(, which has ended)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
