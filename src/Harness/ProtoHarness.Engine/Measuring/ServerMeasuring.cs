using System.Net;
using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Live;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Measuring;

/// <summary>
/// Measures a plugin's server beside a foreign program that serves the same: the plugin's client holds the same conversations with both, over loopback tcp, in turns, so that
/// what else the machine does falls on both alike.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class ServerMeasuring(TimeProvider time)
{
    static readonly SessionLimits Limits = new();
    static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(10);

    /// <summary>Measures both.</summary>
    /// <param name="plugin">The plugin, of streams.</param>
    /// <param name="conversation">What is held.</param>
    /// <param name="values">Options and parameters.</param>
    /// <param name="seed">Each session has a seed of its own from it, the same for both.</param>
    /// <param name="program">The program that serves; it is started once.</param>
    /// <param name="runs">How many sessions of each are counted.</param>
    /// <param name="warmUp">How many are run before.</param>
    /// <param name="limit">After this long no further session is begun.</param>
    /// <param name="cancellationToken">Ends it before the next session.</param>
    /// <returns>The plugin's server, and the program. Bytes are not counted.</returns>
    /// <exception cref="ProgramException">The program cannot be started, or does not listen.</exception>
    /// <exception cref="InvalidOperationException">A conversation did not complete; what does not work is not measured.</exception>
    public async Task<(Measurement Ours, Measurement Theirs)> RunAsync(
        PluginDefinition plugin, Conversation conversation, ParameterValues values, Seed seed, ProgramSpec program, int runs, int warmUp, TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(conversation);
        if (plugin.Kind != ConnectionKind.Stream)
        {
            throw new InvalidOperationException($"a foreign program is reached over tcp, and '{plugin.Id}' carries datagrams");
        }

        LiveServices Services(Seed one) => new(values, one, SilentObserver.Instance, time);
        using var over = new CancellationTokenSource();
        await using var server = new LiveServer(plugin, plugin.Services.FirstOrDefault(service => service.Name == conversation.Service), new IPEndPoint(IPAddress.Loopback, 0), Services(seed));
        var serving = server.RunAsync(over.Token);
        var port = ProgramPort.Choose();
        await using var running = ForeignProgram.Start(program, port, Limits, time);
        try
        {
            var theirs = new IPEndPoint(IPAddress.Loopback, port);
            await ListensAsync(running, theirs, cancellationToken).ConfigureAwait(false);
            var name = $"{plugin.Id} {conversation.Name} on tcp";
            var (a, b) = (new Tally(name, "the plugin's server", server.Address), new Tally($"{name}, {program.CommandLine}", "the program", theirs));
            var begin = time.GetTimestamp();
            for (var i = 0; i < warmUp + runs && (i <= warmUp || time.GetElapsedTime(begin) < limit) && !cancellationToken.IsCancellationRequested; i++)
            {
                // Who is first changes, so that being first is nobody's advantage.
                foreach (var side in i % 2 == 0 ? (Tally[])[a, b] : [b, a])
                {
                    await OneAsync(side, plugin, conversation, Services(seed.Derive(i)), isCounted: i >= warmUp, cancellationToken).ConfigureAwait(false);
                }
            }

            return (a.Measurement(), b.Measurement());
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await serving.ConfigureAwait(false);
        }
    }

    async Task OneAsync(Tally side, PluginDefinition plugin, Conversation conversation, LiveServices services, bool isCounted, CancellationToken cancellationToken)
    {
        var (allocated, cpu, start) = (GC.GetTotalAllocatedBytes(precise: false), Environment.CpuUsage.TotalTime, time.GetTimestamp());
        try
        {
            await LiveClient.RunAsync(plugin, conversation, side.Address, services, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ProtocolException or ExpectationException or IOException or SocketException or TimeoutException)
        {
            throw new InvalidOperationException($"'{conversation.Name}' with {side.Who} did not complete: {e.Message}", e);
        }

        if (isCounted)
        {
            side.Latencies.Add(time.GetElapsedTime(start).TotalMicroseconds);
            side.Allocated += GC.GetTotalAllocatedBytes(precise: false) - allocated;
            side.Cpu += Environment.CpuUsage.TotalTime - cpu;
        }
    }

    async Task ListensAsync(ForeignProgram program, IPEndPoint address, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (SocketException e) when (program.Ended.IsCompleted || time.GetElapsedTime(start) > Limits.ProgramStart)
            {
                throw new ProgramException(
                    program.Ended.IsCompleted ? $"{program.Describe()}, and does not listen on port {address.Port}"
                        : $"the program did not listen on port {address.Port} within {Limits.ProgramStart.TotalSeconds:0.#} s (limits.program-start){program.LastWords()}", e);
            }
            catch (SocketException)
            {
                await Task.Delay(BetweenAttempts, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    sealed class Tally(string name, string who, IPEndPoint address)
    {
        public string Who => who;

        public IPEndPoint Address => address;

        public List<double> Latencies { get; } = [];

        public long Allocated { get; set; }

        public TimeSpan Cpu { get; set; }

        public Measurement Measurement() => new(name, Latencies, 0, Allocated, Cpu);
    }

    sealed class SilentObserver : ILiveObserver
    {
        public static readonly SilentObserver Instance = new();

        public void Opened(string role, string peer)
        {
        }

        public void Said(string role, string text)
        {
        }

        public void Progressed(string role, string work, long done, long total)
        {
        }

        public void Ended(string role, Exception? error)
        {
        }
    }
}
