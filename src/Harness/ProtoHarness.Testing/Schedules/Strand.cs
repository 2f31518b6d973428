namespace ProtoHarness.Testing.Schedules;

/// <summary>A piece of work that runs until it ends or comes to a point: a body that was started, or a continuation.</summary>
sealed class Strand(ScheduleRun run, int id, string name, SendOrPostCallback work, object? state) : IDisposable
{
    internal ScheduleRun Run { get; } = run;

    /// <summary>In order of creation, from 1; 0 is the clock.</summary>
    internal int Id { get; } = id;

    internal string Name { get; } = name;

    /// <summary>The point at which it stands, or <see langword="null"/> if it has not begun.</summary>
    internal string? At { get; set; }

    internal SemaphoreSlim Wake { get; } = new(0);

    internal void Work() => work(state);

    public void Dispose() => Wake.Dispose();

    public override string ToString() => $"{Id} {Name}";
}
