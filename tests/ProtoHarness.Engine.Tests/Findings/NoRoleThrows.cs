using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Tests.Findings;

/// <summary>One law for these tests, and a count of its runs.</summary>
sealed class NoRoleThrows : IFindingJudge
{
    public const string Law = "test/no-role-throws";

    public int Runs { get; private set; }

    public bool Knows(string law) => law == Law;

    public FindingVerdict Judge(string law, SessionSpec spec)
    {
        Runs++;
        var result = SessionRunner.Run(spec);
        return new FindingVerdict(result.Roles.FirstOrDefault(role => role.Outcome == RoleOutcome.Failed)?.ToString(), result);
    }

    public FindingVerdict Judge(string law, FrameCodec codec, ReadOnlyMemory<byte> input) => new(null);
}
