using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Sessions;

/// <summary>What a script can do to the session that it runs in, beyond what a role can.</summary>
interface IScriptControl
{
    /// <summary>Puts faults on, from here on: on connections that are open and on those to come. Positions count from here.</summary>
    /// <param name="added">The faults.</param>
    /// <param name="applies">On which connections, by number.</param>
    void AddFaults(IReadOnlyList<FaultRule> added, Func<int, bool> applies);

    /// <summary>Takes all faults off.</summary>
    void ClearFaults();

    /// <summary>Puts faults on one direction of one connection until disposed.</summary>
    /// <param name="connection">The connection's number.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="faults">The faults.</param>
    /// <returns>Takes them off.</returns>
    IDisposable Under(int connection, Direction direction, IReadOnlyList<FaultSpec> faults);
}
