using System.Net.Sockets;
using System.Runtime.CompilerServices;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Runs sessions. In memory on the calling thread, in virtual time; on sockets in real time.</summary>
public static class SessionRunner
{
    /// <summary>So many clients find handles on any machine; more are asked for first.</summary>
    const int FewClients = 16;

    static readonly ConditionalWeakTable<PluginDefinition, EscapeMemory> Escapes = [];

    /// <summary>Runs one session.</summary>
    /// <param name="spec">What to run.</param>
    /// <returns>What it came to.</returns>
    /// <exception cref="ProgramException">The foreign program of the specification cannot be started.</exception>
    public static SessionResult Run(SessionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (TransportKinds.Mismatch(spec.Transport, spec.Plugin) is not null)
        {
            throw new ArgumentException(TransportKinds.Mismatch(spec.Transport, spec.Plugin)!, nameof(spec));
        }

        return spec.Program is not null ? RunWithProgramAsync(spec).GetAwaiter().GetResult()
            : spec.Transport == TransportKind.Memory ? HeldMemory.Measure(spec, RunInMemory) : RunOnSockets(spec);
    }

    static async Task<SessionResult> RunWithProgramAsync(SessionSpec spec)
    {
        var session = ProgramSession.Start(spec, TimeProvider.System);
        await using (session.ConfigureAwait(false))
        {
            var result = RunOnSockets(session.Spec);
            var report = await session.Program.EndAsync().ConfigureAwait(false);
            return result with { Spec = spec, Flows = [], Program = report, Roles = [.. result.Roles.Select(role => Judge(role, session.Program, report))] };
        }
    }

    /// <summary>A server that ends with an error was not ended by us. (The client's exit code is part of its conversation.)</summary>
    static RoleReport Judge(RoleReport role, ForeignProgram program, ProgramReport report) =>
        role is { Name: "S", Outcome: RoleOutcome.Completed } && report is { WasKilled: false, ExitCode: not 0 }
            ? new RoleReport("S", RoleOutcome.Failed, new ProgramException(program.Describe())) : role;

    static (SessionResult Result, long Live) RunInMemory(SessionSpec spec, bool isExact)
    {
        var schedule = spec.Schedule is { } decisions ? ScheduleSource.Replay(decisions)
            : spec.ExploreSchedule ? ScheduleSource.FromSeed(spec.Seed.Derive("schedule"))
            : ScheduleSource.InOrder();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        using var simulation = new Simulation.Simulation(spec.Seed, schedule, spec.Limits.Simulation, spec.Clock, Escapes.GetOrCreateValue(spec.Plugin));
        var session = new Session(spec, simulation.Time);
        var transport = new MemoryPairTransport(simulation, session, spec.Plugin.Kind, session.Machine, (number, end) => simulation.Start(() =>
        {
            session.Accept(number, end, isSimulated: true);
            return Task.CompletedTask;
        }));
        var task = simulation.Start(() => session.RunAsync(transport));
        var end = simulation.Run(task);
        IReadOnlyList<string> waiting = [];
        var cancelled = false;
        var live = end == SimulationEnd.Quiescent
            ? HeldMemory.Live(spec, session, GC.GetAllocatedBytesForCurrentThread() - allocated, simulation is { ForeignPosts: 0, IsUncertain: false }, isExact) : 0;
        if (end != SimulationEnd.Finished)
        {
            waiting = [.. transport.Waiting()];
            cancelled = true;
            simulation.Enqueue(_ => session.Cancel(), null);
            simulation.Run(task);
        }

        var roles = session.Roles();
        var leaks = session.Leaks();
        if (task.IsCompleted && simulation.Time.PendingTimers > 0 && simulation.Run(new TaskCompletionSource().Task) == SimulationEnd.TimeLimit)
        {
            leaks.Add("a periodic timer still fires after everything was disposed of");
        }

        var allocatedInAll = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var result = new SessionResult
        {
            Spec = spec,
            Roles = roles,
            End = end,
            WasCancelled = cancelled,
            Waiting = waiting,
            Receipts = session.Receipts,
            Flows = session.Flows(roles),
            Leaks = leaks,
            Directions = session.Recorder.Directions,
            Trace = session.Recorder.Events,
            TraceHash = session.Recorder.Hash,
            Schedule = schedule.Decisions,
            Steps = simulation.Steps,
            Operations = session.Operations,
            Writes = session.Recorder.Writes,
            Elapsed = simulation.Time.Elapsed,
            Allocated = allocatedInAll - (16 * session.Recorder.BytesCrossed),
            AllocatedInAll = allocatedInAll,
            ForeignPosts = simulation.ForeignPosts,
            IsUncertain = simulation.IsUncertain,
            Strays = simulation.Strays.Caught,
            States = session.Recorder.States,
            Unsupported = roles.Any(role => role is { Outcome: RoleOutcome.Failed, Error: SynchronousIoException }) ? new SynchronousIoException().Message : null,
        };
        return (result, live);
    }

    static SessionResult RunOnSockets(SessionSpec spec)
    {
        var flow = ExecutionContext.Capture();
        try
        {
            return RunOnSocketsInItsFlow(spec);
        }
        finally
        {
            if (flow is not null)
            {
                ExecutionContext.Restore(flow);
            }
        }
    }

    static SessionResult RunOnSocketsInItsFlow(SessionSpec spec)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        var session = new Session(spec, time);
        using var strays = new StrayExceptions();
        strays.Claim();
        var end = SimulationEnd.Finished;
        Action<int, ByteEnd> accept = (number, byteEnd) => session.Accept(number, byteEnd, isSimulated: false);
        if (spec.Clients > FewClients && MachineHandles.Lack(2 * spec.Clients) is { } lack)
        {
            return Broken(spec, lack);
        }

        SocketIo io = PooledSocketIo.Instance;
        IPairTransport transport;
        try
        {
            if (spec.Clients <= FewClients && spec.Program is null && spec.Plugin.Kind != ConnectionKind.Datagram)
            {
                io = new SocketLoop(strays);
            }

            transport = spec.Plugin.Kind == ConnectionKind.Datagram
                ? new UdpPairTransport(session, accept, time, start)
                : new SocketPairTransport(io, spec.Transport, session, session.Machine, accept, time, start);
        }
        catch (SocketException e) when (MachineExhausted.Reason(e) is not null)
        {
            io.Dispose();
            return Broken(spec, MachineExhausted.Reason(e)!);
        }

        using (io)
        {
            var task = io.Start(() => session.RunAsync(transport));
            if (Task.WaitAny([task], spec.Limits.RealTime) < 0)
            {
                end = SimulationEnd.TimeLimit;
                session.Cancel();
                Task.WaitAny([task], spec.Limits.RealTime);
            }

            Task.WaitAny([io.Start(() => transport.DisposeAsync().AsTask())], spec.Limits.RealTime);
        }

        WaitForPool();
        var roles = session.Roles();
        return new SessionResult
        {
            Spec = spec,
            Roles = roles,
            End = end,
            WasCancelled = end == SimulationEnd.TimeLimit,
            Waiting = [],
            Receipts = session.Receipts,
            Flows = session.Flows(roles),
            Leaks = session.Leaks(),
            Directions = session.Recorder.Directions,
            Trace = session.Recorder.Events,
            TraceHash = session.Recorder.Hash,
            Schedule = [],
            Steps = 0,
            Operations = session.Operations,
            Writes = session.Recorder.Writes,
            Elapsed = time.GetElapsedTime(start),
            Allocated = 0,
            ForeignPosts = 0,
            Strays = strays.Caught,
            HarnessFailure = session.HarnessFailure,
            States = session.Recorder.States,
        };
    }

    /// <summary>A session for which the machine had not even a listening socket.</summary>
    static SessionResult Broken(SessionSpec spec, string reason) => new()
    {
        Spec = spec,
        Roles = [],
        End = SimulationEnd.Finished,
        WasCancelled = false,
        Waiting = [],
        Receipts = [],
        Flows = [],
        Leaks = [],
        Directions = [],
        Trace = [],
        TraceHash = 0,
        Schedule = [],
        Steps = 0,
        Operations = 0,
        Writes = 0,
        Elapsed = TimeSpan.Zero,
        Allocated = 0,
        ForeignPosts = 0,
        States = [],
        HarnessFailure = reason,
    };

    /// <summary>Lets what the roles left on the pool as they ended come to its turn: an exception that nobody catches is thrown there.</summary>
    static void WaitForPool()
    {
        const int Turns = 3;
        using var turn = new AutoResetEvent(false);
        for (var i = 0; i < Turns; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static turn => turn.Set(), turn, preferLocal: false);
            turn.WaitOne();
        }
    }
}
