using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What .NET does not ask the system for. A system that has it not goes without.</summary>
static class Posix
{
    const int ReadOnly = 0;
    const uint StartWritingOnly = 2;

    /// <summary>Waits until the names in a folder survive a crash. Only a handle to the folder itself syncs them, and .NET opens folders for nobody.</summary>
    public static void SyncFolder(string folder)
    {
        try
        {
            var handle = Open(folder, ReadOnly);
            if (handle >= 0)
            {
                _ = Sync(handle);
                _ = Close(handle);
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return;
        }
    }

    /// <summary>Lets the disk begin with a part of a file, without waiting for it. Promises nothing: what must survive a crash is synced.</summary>
    public static void StartWriting(SafeFileHandle file, long offset, long length)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = SyncFileRange(file, offset, length, StartWritingOnly);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return;
        }
    }

    [DllImport("libc", EntryPoint = "open", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    static extern int Close(int handle);

    [DllImport("libc", EntryPoint = "sync_file_range")]
    static extern int SyncFileRange(SafeFileHandle file, long offset, long length, uint flags);
}
