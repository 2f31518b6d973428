namespace ProtoHarness.Engine.Faults;

/// <summary>The session is cancelled at its n-th read or write. No direction is concerned: the session counts and acts.</summary>
sealed class CancelStage(int operation) : FaultStage
{
    public int Operation => operation;
}
