namespace ProtoHarness.Engine.Faults;

/// <summary>The reader takes few bytes at a time, and rests before each; the writer feels it by full buffers.</summary>
sealed class SlowReaderStage(StageContext context, int bytes, TimeSpan rest) : FaultStage
{
    public override OperationDecision OnRead(int operation)
    {
        context.Fire();
        return new OperationDecision(Error: false, rest, bytes);
    }
}
