using System.Buffers;
using System.IO.Pipelines;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Transports;

/// <summary>The pipes of a connection in memory against those of .NET over the same connection as a stream: whatever is done with them, both say and send the same.</summary>
public sealed class MemoryPipeTests
{
    /// <summary>What is drawn is small: with this, the pieces of the pipes and the buffers between the ends are filled too.</summary>
    const int Scale = 131;

    static readonly string[] Faults = ["", "fragment 3", "slow-reader 5 5ms", "slow-writer 5ms", "delay 3ms", "read-error 3", "write-error 2", "reset @9", "truncate @7"];

    [Property(MaxTest = 2000)]
    public static void What_is_read_is_what_a_pipe_over_a_stream_reads((byte Kind, ushort Amount)[] steps, byte fault)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Assert.Equal(
            Run(steps, fault, link => ReadAsync(PipeReader.Create(Over(link.Server), new StreamPipeReaderOptions(leaveOpen: true)), link, steps)),
            Run(steps, fault, link => ReadAsync(new MemoryInput(link.Server), link, steps)));
    }

    [Property(MaxTest = 2000)]
    public static void What_is_written_is_what_a_pipe_over_a_stream_writes((byte Kind, ushort Amount)[] steps, byte fault)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Assert.Equal(
            Run(steps, fault, link => WriteAsync(PipeWriter.Create(Over(link.Client), new StreamPipeWriterOptions(leaveOpen: true)), link, steps)),
            Run(steps, fault, link => WriteAsync(new MemoryOutput(link.Client), link, steps)));
    }

    static ConnectionStream Over(MemoryEnd end) => new(end, isSimulated: true);

    static List<string> Run((byte Kind, ushort Amount)[] steps, byte fault, Func<MemoryLink, Task<List<string>>> work)
    {
        var seed = new Seed((ulong)steps.Length);
        using var simulation = new Engine.Simulation.Simulation(seed, ScheduleSource.FromSeed(seed), new SimulationLimits());
        var observer = new RememberingObserver();
        var link = new MemoryLink(simulation, observer, 1);
        if (Faults[fault % Faults.Length] is { Length: > 0 } text)
        {
            var receipt = new FaultReceipt(text, "", Direction.ToServer);
            link.ToServer.Add(FaultSpec.Parse(text).Create(new StageContext(receipt, seed, simulation.Time, null, link)));
        }

        List<string> said = ["nothing"];
        var end = simulation.Run(simulation.Start(async () => said = await work(link)));
        return [.. said, .. observer.Events, $"{end}: {observer.Operations} operations, {simulation.Steps} steps, {simulation.Schedule.Decisions.Count} decisions"];
    }

    static async Task<List<string>> ReadAsync(PipeReader reader, MemoryLink link, (byte Kind, ushort Amount)[] steps)
    {
        var said = new List<string>();
        var time = link.Simulation.Time;
        Task<ReadResult>? reading = null;
        ReadResult? held = null;
        var tokens = new CancellationTokenSource();
        foreach (var (kind, small) in steps)
        {
            var amount = small * Scale;
            try
            {
                switch (kind % 12)
                {
                    case 0 or 1 when reading is null && held is null:
                        reading = reader.ReadAsync(kind % 2 == 0 ? default : tokens.Token).AsTask();
                        break;
                    case 2 when reading is null && held is null:
                        reading = reader.ReadAtLeastAsync(amount % 9000, tokens.Token).AsTask();
                        break;
                    case 3 when reading is null && held is null:
                        held = reader.TryRead(out var result) ? result : null;
                        said.Add($"try: {Say(held)}");
                        break;
                    case 4 or 5 or 6 when held is { } got:
                        var consumed = kind % 3 == 0 ? got.Buffer.Length : amount % (got.Buffer.Length + 1);
                        var examined = consumed + ((amount * 7L) % (got.Buffer.Length - consumed + 1));
                        reader.AdvanceTo(got.Buffer.GetPosition(consumed), kind % 2 == 0 ? got.Buffer.End : got.Buffer.GetPosition(examined));
                        held = null;
                        break;
                    case 7:
                        reader.CancelPendingRead();
                        break;
                    case 8 when amount % 5 == 0:
                        Renew(ref tokens);
                        break;
                    case 9 when amount % 40 == 0:
                        link.Client.Finish();
                        break;
                    case 10 when amount % 40 == 0:
                        link.Reset();
                        break;
                    case 11 when amount % 40 == 0 && reading is null:
                        await reader.CompleteAsync();
                        break;
                    default:
                        await Ended(link.Client.WriteAsync(new byte[kind % 2 == 0 ? amount % 50 : amount % 10_000], new CancellationToken(kind == byte.MaxValue)).AsTask(), time);
                        break;
                }
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or OperationCanceledException)
            {
                said.Add(e.GetType().Name);
            }

            if (reading is not null && await Ended(reading, time))
            {
                held = reading.IsCompletedSuccessfully ? await reading : null;
                said.Add(held is null ? $"{reading.Status} {reading.Exception?.InnerException?.GetType().Name}" : $"read: {Say(held)}");
                reading = null;
            }
        }

        return said;
    }

    static async Task<List<string>> WriteAsync(PipeWriter writer, MemoryLink link, (byte Kind, ushort Amount)[] steps)
    {
        var said = new List<string>();
        var time = link.Simulation.Time;
        Task<FlushResult>? flushing = null;
        Task<int>? reading = null;
        var tokens = new CancellationTokenSource();
        var next = 0;
        var isCompleted = false;
        foreach (var (kind, small) in steps)
        {
            var amount = small * Scale;
            try
            {
                switch (kind % 12)
                {
                    case 0 or 1 or 2 when flushing is null:
                        var room = writer.GetMemory(kind % 2 == 0 ? 0 : amount % 9000);
                        var length = Math.Min(room.Length, amount % 5000);
                        Fill(room.Span[..length], ref next);
                        writer.Advance(length);
                        said.Add($"{writer.UnflushedBytes} unflushed");
                        break;
                    case 3 or 4 or 5 when flushing is null:
                        flushing = writer.FlushAsync(kind % 2 == 0 ? default : tokens.Token).AsTask();
                        break;
                    case 6 when flushing is null:
                        var source = new byte[amount];
                        Fill(source, ref next);
                        flushing = writer.WriteAsync(source, tokens.Token).AsTask();
                        break;
                    case 7 when !isCompleted:
                        // One that is completed throws what its token source throws that it has disposed of.
                        writer.CancelPendingFlush();
                        break;
                    case 8 when amount % 5 == 0:
                        Renew(ref tokens);
                        break;
                    case 9 when amount % 20 == 0 && flushing is null:
                        isCompleted = true;
                        await writer.CompleteAsync(amount % 40 == 0 ? new IOException("given up") : null);
                        break;
                    case 10 when amount % 20 == 0:
                        link.Reset();
                        break;
                    default:
                        reading ??= link.Server.ReadAsync(new byte[amount + 1], default).AsTask();
                        break;
                }
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or OperationCanceledException)
            {
                said.Add(e.GetType().Name);
            }

            if (reading is not null && await Ended(reading, time))
            {
                reading = null;
            }

            if (flushing is not null && await Ended(flushing, time))
            {
                said.Add(flushing.IsCompletedSuccessfully ? $"flushed: {(await flushing).IsCanceled} {(await flushing).IsCompleted} {writer.UnflushedBytes}"
                    : $"{flushing.Status} {flushing.Exception?.InnerException?.GetType().Name}");
                flushing = null;
            }
        }

        return said;
    }

    /// <summary>Cancels on this thread, where everything is to happen.</summary>
    static void Renew(ref CancellationTokenSource tokens)
    {
        tokens.Cancel();
        tokens = new CancellationTokenSource();
    }

    static string Say(ReadResult? result) =>
        result is { } got ? $"{Convert.ToHexString(got.Buffer.ToArray())} {(got.IsCanceled ? "cancelled" : "")} {(got.IsCompleted ? "completed" : "")}" : "nothing";

    static void Fill(Span<byte> bytes, ref int next)
    {
        foreach (ref var b in bytes)
        {
            b = (byte)next++;
        }
    }

    /// <summary>Gives an operation the time of every fault that slows it.</summary>
    static async Task<bool> Ended(Task task, TimeProvider time)
    {
        await Task.WhenAny(task, Task.Delay(TimeSpan.FromSeconds(5), time));
        return task.IsCompleted;
    }

    sealed class RememberingObserver : ISessionObserver
    {
        public Lock Gate { get; } = new();

        public int Operations { get; private set; }

        public List<string> Events { get; } = [];

        public void Observe(TraceKind kind, int connection, bool isServer, ReadOnlySpan<byte> bytes) => Events.Add($"{kind} {isServer} {Convert.ToHexString(bytes)}");

        public void CountOperation() => Operations++;

        public ConnectDecision Arm(int connection, Direction direction, ILineControl control, FaultLine line) => default;

        public void GiveUp(string reason)
        {
        }
    }
}
