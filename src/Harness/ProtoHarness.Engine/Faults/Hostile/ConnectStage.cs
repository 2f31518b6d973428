namespace ProtoHarness.Engine.Faults;

/// <summary>The attempt to connect fails.</summary>
sealed class ConnectStage(StageContext context, bool refuse) : FaultStage
{
    public override ConnectDecision OnConnect()
    {
        context.Fire();
        return new ConnectDecision(refuse, CloseAtOnce: !refuse, TimeSpan.Zero);
    }
}
