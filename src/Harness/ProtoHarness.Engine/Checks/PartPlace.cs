namespace ProtoHarness.Engine.Checks;

/// <summary>Where the sessions of a part run.</summary>
enum PartPlace
{
    /// <summary>In memory, in virtual time.</summary>
    Memory,

    /// <summary>Over sockets, beside others.</summary>
    Sockets,

    /// <summary>Over sockets, each taking all that the machine has; beside it only what leaves it that.</summary>
    FullMachine,
}
