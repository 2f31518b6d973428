namespace ProtoHarness.Engine.Faults;

/// <summary>The n-th read or write fails, as when the machine's network does.</summary>
sealed class OperationErrorStage(StageContext context, int operation, bool reads) : FaultStage
{
    public override OperationDecision OnRead(int count) => reads ? Decide(count) : default;

    public override OperationDecision OnWrite(int count) => reads ? default : Decide(count);

    OperationDecision Decide(int count)
    {
        if (count != operation)
        {
            return default;
        }

        context.Fire();
        context.Control.Reset();
        return new OperationDecision(Error: true, TimeSpan.Zero, MaxBytes: 0);
    }
}
