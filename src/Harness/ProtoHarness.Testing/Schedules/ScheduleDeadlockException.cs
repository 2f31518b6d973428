namespace ProtoHarness.Testing.Schedules;

/// <summary>Nothing can run, no timer is pending (or none that helps), and the scenario has not ended: somebody was not woken.</summary>
public sealed class ScheduleDeadlockException(string message) : Exception(message);
