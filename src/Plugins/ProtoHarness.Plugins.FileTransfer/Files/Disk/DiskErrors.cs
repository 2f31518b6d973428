namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What the system says when a file cannot be read or written.</summary>
static class DiskErrors
{
    const int NoRoomOnUnix = 28;
    const int NoRoomOnWindows = unchecked((int)0x80070070);

    public static FileSystemException Of(Exception e) => new(e.Message, e.HResult is NoRoomOnUnix or NoRoomOnWindows, e);
}
