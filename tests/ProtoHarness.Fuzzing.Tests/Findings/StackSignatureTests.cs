using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Fuzzing.Tests.Findings;

public sealed class StackSignatureTests
{
    [Theory]
    [InlineData("S1 refused: The connection was reset.", "S2 refused: The connection was reset.; S3 refused: The connection was reset.")]
    [InlineData("C1: answer 1 differs; S1 refused: A length of 50331648.", "C1: answer 7 differs; C2: answer 1 differs; S1 refused: A length of 7.; S2 refused: A length of 9.")]
    public void What_one_client_meets_is_what_three_meet(string one, string more) => Assert.Equal(StackSignature.OfText(one), StackSignature.OfText(more));

    [Theory]
    [InlineData("S1 refused: The connection was reset.", "C1 refused: The connection was reset.")]
    [InlineData("S1 refused: The connection was reset.", "C1: answer 1 differs; S1 refused: The connection was reset.")]
    public void What_others_meet_is_something_else(string one, string other) => Assert.NotEqual(StackSignature.OfText(one), StackSignature.OfText(other));
}
