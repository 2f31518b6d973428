using System.Net;
using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// A session with a foreign program at one side. To the session it is one over loopback sockets whose other role passes on what comes: so faults of both
/// directions, receipts, traces and limits are those of any session.
/// </summary>
sealed class ProgramSession : IAsyncDisposable
{
    readonly Socket? _listener;

    ProgramSession(SessionSpec spec, ForeignProgram program, Socket? listener) => (Spec, Program, _listener) = (spec, program, listener);

    /// <summary>The session to run.</summary>
    public SessionSpec Spec { get; }

    public ForeignProgram Program { get; }

    /// <summary>Starts the program.</summary>
    /// <param name="spec">A session with a program.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ProgramException">It cannot be started.</exception>
    public static ProgramSession Start(SessionSpec spec, TimeProvider time)
    {
        var program = spec.Program!;
        if (spec.Transport != TransportKind.Tcp)
        {
            throw new ArgumentException("a foreign program is reached over tcp only", nameof(spec));
        }

        return program.Side == ProgramSide.Server ? StartServer(spec, program, time) : StartClient(spec, program, time);
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync().ConfigureAwait(false);
        _listener?.Dispose();
    }

    static ProgramSession StartServer(SessionSpec spec, ProgramSpec program, TimeProvider time)
    {
        var port = ProgramPort.Choose();
        var running = ForeignProgram.Start(program, port, spec.Limits, time);
        var service = new Service("program", program.CommandLine, _ => new ProgramServer(running, port, spec.Limits, time));
        return new(spec with { Plugin = spec.Plugin with { Services = [service] }, Conversation = spec.Conversation with { Service = null } }, running, null);
    }

    static ProgramSession StartClient(SessionSpec spec, ProgramSpec program, TimeProvider time)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(512);
            var running = ForeignProgram.Start(program, ((IPEndPoint)listener.LocalEndPoint!).Port, spec.Limits, time);
            var client = new ProgramClient(running, listener);
            return new(spec with { Conversation = spec.Conversation with { Run = client.TalkAsync }, Clients = 1 }, running, listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }
}
