namespace ProtoHarness.Plugins.Smux;

/// <summary>Something that waits and has been settled under the session's lock; its continuation runs after the lock is released.</summary>
abstract class SmuxCompletion
{
    internal SmuxCompletion? Next { get; set; }

    internal abstract void Run();

    /// <summary>Runs a whole list, in order.</summary>
    /// <param name="first">The first; null for none.</param>
    internal static void RunAll(SmuxCompletion? first)
    {
        while (first is not null)
        {
            var next = first.Next;
            first.Next = null;
            first.Run();
            first = next;
        }
    }
}
