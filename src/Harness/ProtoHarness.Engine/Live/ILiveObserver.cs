namespace ProtoHarness.Engine.Live;

/// <summary>Who is told what roles do that talk to foreign programs. Called from several threads at once.</summary>
public interface ILiveObserver
{
    /// <summary>A connection was opened.</summary>
    /// <param name="role">The connection's name.</param>
    /// <param name="peer">The peer's address.</param>
    void Opened(string role, string peer);

    /// <summary>A role said something.</summary>
    /// <param name="role">The connection's name.</param>
    /// <param name="text">The line.</param>
    void Said(string role, string text);

    /// <summary>A role is so far with a piece of work.</summary>
    /// <param name="role">The connection's name.</param>
    /// <param name="work">What is worked on.</param>
    /// <param name="done">How much is done.</param>
    /// <param name="total">How much there is; -1 when nobody knows.</param>
    void Progressed(string role, string work, long done, long total);

    /// <summary>A role has ended.</summary>
    /// <param name="role">The connection's name.</param>
    /// <param name="error">What it threw; null when it returned.</param>
    void Ended(string role, Exception? error);
}
