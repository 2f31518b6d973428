namespace ProtoHarness.Engine.Faults;

/// <summary>One limit of the machine. It sits on no direction: <see cref="MachineLimits"/> holds it for the whole session.</summary>
sealed class MachineStage(StageContext context, MachineLimit limit, int count, TimeSpan time) : FaultStage
{
    public MachineLimit Limit => limit;

    /// <summary>How many there are; of <see cref="MachineLimit.Ports"/>, which attempt finds none.</summary>
    public int Count => count;

    /// <summary>How long nobody accepts, from the first connection on.</summary>
    public TimeSpan Time => time;

    public void Fire() => context.Fire();
}
