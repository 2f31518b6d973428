using ProtoHarness.Fuzzing.Bridges;

namespace ProtoHarness.Fuzzing.Tests.Bridges;

/// <summary>What the process that afl-fuzz starts shares with its workers. Linux, as all of afl-fuzz here.</summary>
public sealed class AflPageTests
{
    const string Memory = "/dev/shm";

    static string NameByNumber => Path.Combine(Memory, $"protoharness-afl-{Environment.ProcessId}");

    [Fact]
    public void Page_that_a_killed_process_of_the_same_number_left_is_not_taken_up()
    {
        RequireMemory();

        // Two words: idle, and greeted. afl-fuzz then waited for a greeting in vain.
        File.WriteAllBytes(NameByNumber, [0, 0, 0, 0, 1, 0, 0, 0]);

        using var page = AflPage.Create();

        Assert.False(page.IsGreeted);
    }

    [Fact]
    public void Page_is_shared_by_its_path_and_leaves_no_file()
    {
        RequireMemory();
        using var supervisor = AflPage.Create();
        using (var worker = new AflPage(supervisor.Path))
        {
            worker.IsGreeted = true;
            worker.State = AflPage.Reporting;
        }

        Assert.True(supervisor.IsGreeted);
        Assert.Equal(AflPage.Reporting, supervisor.State);
        Assert.False(File.Exists(NameByNumber));
    }

    static void RequireMemory() => Assert.SkipUnless(Directory.Exists(Memory), "there is no /dev/shm: afl-fuzz runs on Linux");
}
