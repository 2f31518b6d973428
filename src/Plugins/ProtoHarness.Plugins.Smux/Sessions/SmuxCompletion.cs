namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// Something that waits and has been settled under the session's lock; who awaits it goes on after the lock is released, where
/// <see cref="SmuxSession.Dispatch"/> says.
/// </summary>
abstract class SmuxCompletion : IThreadPoolWorkItem
{
    internal SmuxCompletion? Next { get; set; }

    /// <summary>The session that it waits for.</summary>
    internal abstract SmuxSession Session { get; }

    /// <summary>Lets the one who awaits it go on, inside this call unless his context wants otherwise.</summary>
    internal abstract void Run();

    void IThreadPoolWorkItem.Execute() => Session.Run(this);
}
