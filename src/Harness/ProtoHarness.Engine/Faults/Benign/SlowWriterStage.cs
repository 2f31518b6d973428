namespace ProtoHarness.Engine.Faults;

/// <summary>Each write takes its time.</summary>
sealed class SlowWriterStage(StageContext context, TimeSpan delay) : FaultStage
{
    public override OperationDecision OnWrite(int operation)
    {
        context.Fire();
        return new OperationDecision(Error: false, delay, MaxBytes: 0);
    }
}
