namespace ProtoHarness.Pooling.Tests.Core;

/// <summary>One event of a generated life of a pool. Shrinks to fewer steps and smaller numbers.</summary>
public readonly record struct CoreStep(byte Kind, byte Which)
{
    internal void Play(CoreDriver driver)
    {
        // Renting, returning and ending are what a pool mostly sees; the rare events still come up in every run of some length.
        switch (Kind % 32)
        {
            case < 9: driver.Rent(Which % 4 == 0 ? long.MaxValue : Which); break;
            case < 14: driver.Return(Which, broken: false); break;
            case < 15: driver.Return(Which, broken: true); break;
            case < 16: driver.ReturnAgain(Which); break;
            case < 18: driver.Cancel(Which); break;
            case < 25: driver.End(Which, well: true); break;
            case < 27: driver.End(Which, well: false); break;
            case < 30: driver.Advance(Which % 40); break;
            case 30: driver.WarmUp(); break;
            default: Rare(driver); break;
        }
    }

    void Rare(CoreDriver driver)
    {
        switch (Which % 8)
        {
            case 0: driver.Shutdown(PoolShutdown.Immediate); break;
            case 1: driver.Shutdown(PoolShutdown.Graceful); break;
            default: driver.Clear(); break;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"({Kind % 32},{Which})";
}
