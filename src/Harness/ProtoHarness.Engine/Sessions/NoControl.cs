using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Sessions;

/// <summary>For a fault that sits on no connection.</summary>
sealed class NoControl : ILineControl
{
    public static NoControl Instance { get; } = new();

    public void Reset()
    {
    }

    public void Close()
    {
    }

    public void Silence()
    {
    }

    public bool JumpClock(TimeSpan by) => false;
}
