namespace ProtoHarness.Engine.Faults;

/// <summary>The writer's normal end arrives as a reset.</summary>
sealed class ResetOnCloseStage(StageContext context) : ByteStage(context)
{
    public override void End(long release)
    {
        Context.Fire(Position);
        Context.Control.Reset();
    }

    protected override void Handle(in LineChunk chunk) => Next!.Data(in chunk);
}
