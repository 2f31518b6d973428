namespace ProtoHarness.Engine.Faults;

/// <summary>The server accepts late; what the client sends waits.</summary>
sealed class AcceptDelayStage(StageContext context, TimeSpan delay) : FaultStage
{
    public override ConnectDecision OnConnect()
    {
        context.Fire();
        return new ConnectDecision(Refuse: false, CloseAtOnce: false, delay);
    }
}
