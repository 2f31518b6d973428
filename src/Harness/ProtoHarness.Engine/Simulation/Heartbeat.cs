namespace ProtoHarness.Engine.Simulation;

/// <summary>
/// Counts the steps of a thread that runs plugin code, so that a watcher on another thread can tell work from a step that never ends.
/// </summary>
public sealed class Heartbeat
{
    [ThreadStatic]
    static Heartbeat? current;

    long _beats;

    /// <summary>The beats so far.</summary>
    public long Beats => Volatile.Read(ref _beats);

    /// <summary>The heartbeat of the calling thread; null when nobody watches it.</summary>
    public static Heartbeat? Current
    {
        get => current;
        set => current = value;
    }

    /// <summary>One more step was made.</summary>
    public void Beat() => Volatile.Write(ref _beats, _beats + 1);
}
