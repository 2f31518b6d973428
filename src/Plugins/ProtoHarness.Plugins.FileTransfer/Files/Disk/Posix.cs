using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What .NET does not ask the system for. A system that has it not goes without.</summary>
static class Posix
{
    const int ReadOnly = 0;
    const int WriteOnly = 1;
    const int CloseOnExec = 0x80000;
    const int DirectOnX64 = 0x4000;
    const int DirectOnArm64 = 0x10000;
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

    /// <summary>Opens a file once more, to write past the system's cache.</summary>
    /// <returns>The file; null where that cannot be done.</returns>
    public static SafeFileHandle? OpenPastCache(SafeFileHandle file)
    {
        var direct = RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => DirectOnX64, Architecture.Arm64 => DirectOnArm64, _ => 0 };
        if (!OperatingSystem.IsLinux() || direct == 0)
        {
            return null;
        }

        try
        {
            var handle = Open($"/proc/self/fd/{file.DangerousGetHandle()}", WriteOnly | CloseOnExec | direct);
            return handle >= 0 ? new SafeFileHandle(handle, ownsHandle: true) : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
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
