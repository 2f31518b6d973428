using System.Runtime.InteropServices;
using ProtoHarness.Cli.Isolation;

namespace ProtoHarness.Cli;

/// <summary>
/// Ctrl-C, from the first line of the program on. The first one asks for the end, with what is known so far; whoever does not end by then is left
/// behind, and a second one waits for nobody.
/// </summary>
sealed class Interruption : IDisposable
{
    const int Terminated = 143;

    /// <summary>All in all two seconds: a supervised process is told later than the one that supervises it, and must end before it.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.9);
    static readonly TimeSpan PatienceOfWorker = TimeSpan.FromSeconds(1.5);

    readonly CancellationTokenSource _source = new();
    readonly List<PosixSignalRegistration> _signals;
    readonly ITimer _end;
    int _code;

    public Interruption()
    {
        _end = TimeProvider.System.CreateTimer(_ => Leave(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => OnSignal(context, ExitCode.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => OnSignal(context, Terminated)),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The process's answer.</summary>
    /// <param name="code">What it is without an interruption.</param>
    public int Code(int code) => Volatile.Read(ref _code) is not 0 and var interrupted ? interrupted : code;

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _end.Dispose();
        _source.Dispose();
    }

    void OnSignal(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        var isWorker = Environment.GetEnvironmentVariable(Worker.Variable) is { Length: > 0 };
        if (Interlocked.CompareExchange(ref _code, code, 0) == 0)
        {
            _end.Change(isWorker ? PatienceOfWorker : Patience, Timeout.InfiniteTimeSpan);
            _source.Cancel();
        }
        else if (!isWorker)
        {
            // To a worker the second one is but the first one, passed on; it ends with its parent.
            Environment.Exit(code);
        }
    }

    void Leave()
    {
        Console.Error.WriteLine("interrupted; what did not end in time was left behind");
        Environment.Exit(_code);
    }
}
