namespace ProtoHarness.Plugins.Smux;

public partial class SmuxSessionCore
{
    /// <summary>
    /// The frames that were well formed and had nobody to go to. They end nothing: data that crosses the close of its stream looks the same as data for a stream that never was.
    /// </summary>
    public long IgnoredFrames { get; private set; }

    /// <summary>Why the last of <see cref="IgnoredFrames"/> was ignored; null when there is none.</summary>
    public string? LastIgnored { get; private set; }

    void Ignore(string reason)
    {
        IgnoredFrames++;
        LastIgnored = reason;
    }
}
