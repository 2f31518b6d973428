namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>Times of files as they are on the wire.</summary>
static class FileTimes
{
    static readonly DateTimeOffset Latest = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A peer may write any number: what no file system knows becomes the nearest that one does.</summary>
    public static DateTimeOffset FromMilliseconds(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, Latest.ToUnixTimeMilliseconds()));
}
