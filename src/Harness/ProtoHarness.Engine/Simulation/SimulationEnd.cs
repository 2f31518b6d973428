namespace ProtoHarness.Engine.Simulation;

/// <summary>Why a simulation stopped.</summary>
public enum SimulationEnd
{
    /// <summary>The task that was run has ended.</summary>
    Finished,

    /// <summary>Nothing is runnable and no timer is pending, but the task has not ended: whoever waits, waits for ever.</summary>
    Quiescent,

    /// <summary>The limit of virtual time was reached.</summary>
    TimeLimit,

    /// <summary>The limit of steps was reached: something runs without end.</summary>
    StepLimit,
}
