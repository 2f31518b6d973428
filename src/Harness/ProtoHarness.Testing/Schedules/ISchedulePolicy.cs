namespace ProtoHarness.Testing.Schedules;

/// <summary>Makes the choices of one run.</summary>
interface ISchedulePolicy
{
    /// <summary>The index of the candidate that goes on.</summary>
    int Choose(ScheduleChoice choice);
}
