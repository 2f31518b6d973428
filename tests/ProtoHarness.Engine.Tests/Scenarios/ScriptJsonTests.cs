using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Scenarios;

public sealed class ScriptJsonTests
{
    [Property(MaxTest = 1000, Arbitrary = [typeof(Scripts)])]
    public void The_JSON_twin_loses_nothing(Script script) => Assert.Equal(script, ScriptJson.Read(ScriptJson.Write(script)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"lines\":[{\"head\":5}]}")]
    [InlineData("{\"lines\":[{\"head\":\"x\",\"arguments\":[{}]}]}")]
    public void What_is_no_script_in_JSON_is_refused(string json) => Assert.Throws<FormatException>(() => ScriptJson.Read(json));
}
