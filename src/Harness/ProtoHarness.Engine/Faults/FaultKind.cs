using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Faults;

/// <summary>A fault that the harness knows: its name, its parameters, and what a correct peer does under it. The documentation is generated from these.</summary>
/// <param name="Name">The word in scripts.</param>
/// <param name="Scope">What it sits on.</param>
/// <param name="IsBenign">Whether a correct conversation completes under it, with the same result; under a hostile one it may be refused cleanly.</param>
/// <param name="Syntax">How it is written, with its parameters.</param>
/// <param name="Summary">What it does.</param>
/// <param name="CorrectPeer">What a correct peer does.</param>
/// <param name="Fires">When it counts as having fired.</param>
/// <param name="Parse">Reads the arguments.</param>
public sealed record FaultKind(
    string Name, FaultScope Scope, bool IsBenign, string Syntax, string Summary, string CorrectPeer, string Fires, Func<FaultArguments, Func<StageContext, FaultStage>> Parse)
{
    /// <summary>Whether both peers are told, by an end or an error, so that neither may wait for ever. Where they are not told, a peer without a
    /// timeout may wait until it is cancelled.</summary>
    public bool TellsPeers { get; init; }

    /// <summary>Whether a fault of bytes leaves whole what is between two bounds, so that it can sit on datagrams too.</summary>
    public bool KeepsBounds { get; init; }

    /// <summary>Whether the fault can sit on a connection.</summary>
    /// <param name="kind">What the connection carries.</param>
    /// <returns>Whether it can; where it cannot, it never fires.</returns>
    public bool FitsOn(ConnectionKind kind) => Scope switch
    {
        FaultScope.Datagrams => kind == ConnectionKind.Datagram,
        FaultScope.Bytes => kind == ConnectionKind.Stream || KeepsBounds,
        FaultScope.Machine => kind == ConnectionKind.Stream,
        _ => true,
    };
}
