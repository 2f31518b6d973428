using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Tests.Faults;

/// <summary>A line by itself, without a session around it.</summary>
static class FaultyLine
{
    /// <summary>A direction that carries a stream under one fault.</summary>
    /// <param name="fault">The fault, as it is written.</param>
    public static FaultLine Of(string fault) => Of(FaultSpec.Parse(fault));

    /// <summary>What comes out of a line of what is written at once.</summary>
    /// <param name="fault">The line's fault.</param>
    /// <param name="bytes">What is written.</param>
    public static byte[] Through(FaultSpec fault, byte[] bytes)
    {
        var line = Of(fault);
        line.Write(bytes, 0);
        var read = new byte[2 * bytes.Length];
        return read[..line.Take(read, 0)];
    }

    static FaultLine Of(FaultSpec fault)
    {
        var line = new FaultLine();
        line.Add(fault.Create(new StageContext(new FaultReceipt(fault, "C1", Direction.ToServer), new Seed(1), TimeProvider.System, null, NoControl.Instance)));
        return line;
    }
}
