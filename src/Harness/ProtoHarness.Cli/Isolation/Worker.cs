using System.Text.Json;
using ProtoHarness.Engine.Isolation;

namespace ProtoHarness.Cli.Isolation;

/// <summary>This process, when another one supervises it.</summary>
sealed class Worker
{
    /// <summary>The environment variable that names the folder that both processes share. No setting: it is not for users.</summary>
    public const string Variable = "_PROTOHARNESS_WORKER";

    const string JournalFile = "journal";
    const string DeathsFile = "deaths.json";
    const string EndFile = "end";
    const string OneByOneFile = "one-by-one";

    readonly string _folder;

    Worker(string folder)
    {
        _folder = folder;
        Journal = OpenJournal(folder);
        Deaths = ReadDeaths(folder);
        new Thread(DieWithParent) { IsBackground = true, Name = "parent" }.Start();
    }

    /// <summary>This process as a worker; null when nobody supervises it.</summary>
    public static Worker? Current { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? new Worker(folder) : null;

    /// <summary>Where it is written down which case is run.</summary>
    public CaseJournal Journal { get; }

    /// <summary>Where the workers before this one ended.</summary>
    public IReadOnlyList<Death> Deaths { get; }

    /// <summary>Whether only one case may run at a time, so that it is known which one ends the process.</summary>
    public bool RunsOneByOne => File.Exists(Path.Combine(_folder, OneByOneFile));

    /// <summary>Has later workers run one case at a time.</summary>
    public static void OneByOne(string folder) => File.WriteAllText(Path.Combine(folder, OneByOneFile), "");

    /// <summary>The journal of a folder.</summary>
    public static CaseJournal OpenJournal(string folder) => CaseJournal.Open(Path.Combine(folder, JournalFile));

    /// <summary>The deaths so far.</summary>
    public static IReadOnlyList<Death> ReadDeaths(string folder) => Path.Combine(folder, DeathsFile) is var file && File.Exists(file)
        ? JsonSerializer.Deserialize<List<Death>>(File.ReadAllText(file)) ?? [] : [];

    /// <summary>Adds deaths, and forgets what the ended worker was at.</summary>
    public static void AddDeaths(string folder, IEnumerable<Death> deaths)
    {
        File.WriteAllText(Path.Combine(folder, DeathsFile), JsonSerializer.Serialize(ReadDeaths(folder).Concat(deaths)));
        File.Delete(Path.Combine(folder, JournalFile));
    }

    /// <summary>Whether a worker came to its own end, whatever it answers.</summary>
    public static bool HasEnded(string folder) => File.Exists(Path.Combine(folder, EndFile));

    /// <summary>Says that the process ends by itself: what comes after this is its answer.</summary>
    public void End() => File.WriteAllText(Path.Combine(_folder, EndFile), "");

    /// <summary>The parent holds the other end of standard input, and never writes: it ends when the parent ends, in whatever way.</summary>
    static void DieWithParent()
    {
        const int Orphaned = 3;
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Not for us.
        }

        Environment.Exit(Orphaned);
    }
}
