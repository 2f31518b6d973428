using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Tests.Faults;

/// <summary>A line by itself, without a session around it.</summary>
static class FaultyLine
{
    /// <summary>A direction that carries a stream under one fault.</summary>
    /// <param name="fault">The fault, as it is written.</param>
    public static FaultLine Of(string fault)
    {
        var line = new FaultLine();
        line.Add(FaultSpec.Parse(fault).Create(new StageContext(new FaultReceipt(fault, "C1", Direction.ToServer), new Seed(1), TimeProvider.System, null, NoControl.Instance)));
        return line;
    }
}
