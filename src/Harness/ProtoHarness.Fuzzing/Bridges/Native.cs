using System.Runtime.InteropServices;

namespace ProtoHarness.Fuzzing.Bridges;

/// <summary>What the protocols of foreign fuzzers need of the C library.</summary>
static unsafe partial class Native
{
    public const int GetFlags = 1;
    public const int DieWithParent = 1;
    public const int Kill = 9;
    public const ulong BytesReadable = 0x541B;

    [LibraryImport("libc", EntryPoint = "shmat", SetLastError = true)]
    public static partial byte* AttachSharedMemory(int id, void* address, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, void* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, void* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static partial nint ReadAt(int file, void* buffer, nint count, long offset);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int file, int command);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int DeviceControl(int file, ulong request, int* value);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int ProcessControl(int option, nuint argument);
}
