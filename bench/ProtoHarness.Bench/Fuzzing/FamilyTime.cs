using System.Globalization;

namespace ProtoHarness.Bench.Fuzzing;

/// <summary>Processor time from the kernel's tables (Linux): what the clock says on a machine that others use too is worth nothing.</summary>
static class FamilyTime
{
    // Of the fields behind the name in /proc/PID/stat (proc(5) counts from 3): the parent, own time, time of the children that have ended.
    const int Parent = 1;
    const int User = 11;
    const int System = 12;
    const int ChildrenUser = 13;
    const int ChildrenSystem = 14;

    const string LoopThread = "fuzz loop";

    /// <summary>A kernel counts in hundredths of a second wherever .NET runs.</summary>
    const double TicksASecond = 100;

    static string Own => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The time of this process and of all that it started and waited for.</summary>
    public static TimeSpan Used() => Fields($"/proc/{Own}/stat") is { } self ? Time(Sum(self, User, System, ChildrenUser, ChildrenSystem)) : TimeSpan.Zero;

    /// <summary>The time of the threads that run a fuzzing loop, in this process and in those it started: without compilers and collectors beside them.</summary>
    public static TimeSpan OfLoops()
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Where(folder => Path.GetFileName(folder) == Own || Fields(Path.Combine(folder, "stat"))?[Parent] == Own);
        return Time(processes.SelectMany(Threads).Where(thread => Text(Path.Combine(thread, "comm")).Trim() == LoopThread)
            .Sum(thread => Fields(Path.Combine(thread, "stat")) is { } fields ? Sum(fields, User, System) : 0));
    }

    static string[] Threads(string process)
    {
        try
        {
            return Directory.GetDirectories(Path.Combine(process, "task"));
        }
        catch (IOException)
        {
            return [];
        }
    }

    static TimeSpan Time(long ticks) => TimeSpan.FromSeconds(ticks / TicksASecond);

    static long Sum(string[] fields, params int[] which) => which.Sum(i => long.Parse(fields[i], CultureInfo.InvariantCulture));

    // The name in brackets may have anything in it, brackets and spaces too.
    static string[]? Fields(string file) => Text(file) is { Length: > 0 } text ? text[(text.LastIndexOf(')') + 2)..].Split(' ') : null;

    // A process or thread may be gone between listing and reading.
    static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
