using System.Globalization;

namespace ProtoHarness.Engine.Transports;

/// <summary>The file handles that this process may still open. Asked before many are taken: a runtime that has none left for itself ends the process.</summary>
public static class MachineHandles
{
    /// <summary>What a runtime opens for itself while sessions run: threads' events, files, folders.</summary>
    const int Spare = 64;

    /// <summary>The sockets that can be opened beside what the runtime needs for itself, at least 1; null when this system does not tell.</summary>
    public static int? Room() => Free() is { } free ? (int)Math.Clamp(free - Spare, 1, int.MaxValue) : null;

    /// <summary>Whether so many sockets can be opened.</summary>
    /// <param name="sockets">The sockets.</param>
    /// <returns>Why not, and what can be done; null when they can, or when this system does not tell.</returns>
    public static string? Lack(int sockets) => Free() is { } free && sockets + Spare > free
        ? $"this process may open {Math.Max(0, free)} more files, and the session wants {sockets} sockets: raise the limit (ulimit -n), or lower the number of clients (--limit crowd={Math.Max(1, (free - Spare) / 2)})" : null;

    static long? Free()
    {
        const string Limits = "/proc/self/limits";
        const string Line = "Max open files";
        if (!OperatingSystem.IsLinux() || !File.Exists(Limits))
        {
            return null;
        }

        var words = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var soft, ..] && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? most - Directory.EnumerateFileSystemEntries("/proc/self/fd").LongCount() : null;
    }
}
