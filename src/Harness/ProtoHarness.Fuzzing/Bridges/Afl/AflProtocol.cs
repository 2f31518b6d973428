namespace ProtoHarness.Fuzzing.Bridges;

/// <summary>The numbers of AFL++'s fork-server protocol (include/types.h and forkserver.h of AFL++ 4.x).</summary>
static class AflProtocol
{
    public const int ControlFile = 198;
    public const int StatusFile = 199;

    public const uint Enabled = 0x80000001;
    public const uint HasMapSize = 0x40000000;
    public const uint SharedTestCases = 0x01000000;

    public const string MapVariable = "__AFL_SHM_ID";
    public const string TestCaseVariable = "__AFL_SHM_FUZZ_ID";

    /// <summary>The greeting: what we can do, and the exact size of the map.</summary>
    public static uint Hello(int mapSize) => Enabled | HasMapSize | ((uint)(mapSize - 1) << 1) | SharedTestCases;
}
