using ProtoHarness.Engine.Faults;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Faults;

public sealed class FaultSpecTests
{
    [Property]
    public void Faults_of_bytes_are_those_that_their_text_says(byte[] bytes, ushort position)
    {
        if (bytes.Length == 0)
        {
            Assert.Throws<ArgumentException>(() => FaultSpec.Insert(position, bytes));
            Assert.Throws<ArgumentException>(() => FaultSpec.Overwrite(position, bytes));
            return;
        }

        var (insert, overwrite) = (FaultSpec.Insert(position, bytes), FaultSpec.Overwrite(position, bytes));
        var hex = Convert.ToHexStringLower(bytes);
        Assert.Equal(FaultSpec.Parse($"insert @{position} {hex}"), insert);
        Assert.Equal(FaultSpec.Parse($"overwrite @{position} {hex}"), overwrite);
        Assert.Same(FaultCatalog.Find("insert"), insert.Kind);
        Assert.Same(FaultCatalog.Find("overwrite"), overwrite.Kind);
        Assert.NotEqual(insert, overwrite);
    }

    [Fact]
    public void Faults_of_bytes_do_what_those_of_their_text_do()
    {
        byte[] sent = [1, 2, 3, 4];
        Assert.Equal([1, 9, 8, 2, 3, 4], FaultyLine.Through(FaultSpec.Insert(1, new byte[] { 9, 8 }), sent));
        Assert.Equal([1, 9, 8, 4], FaultyLine.Through(FaultSpec.Overwrite(1, new byte[] { 9, 8 }), sent));
    }

    [Fact]
    public void Receipt_is_of_its_rule_wherever_the_rule_sits()
    {
        var (insert, same, other) = (FaultSpec.Insert(1, new byte[] { 9 }), FaultSpec.Parse("insert @1 09"), FaultSpec.Insert(2, new byte[] { 9 }));
        var receipt = new FaultReceipt(insert, "connection 1", Direction.ToServer);

        Assert.True(receipt.IsOf(new FaultRule(insert)));
        Assert.True(receipt.IsOf(new FaultRule(same, Direction.ToServer)));
        Assert.False(receipt.IsOf(new FaultRule(same, Direction.ToClient)));
        Assert.False(receipt.IsOf(new FaultRule(other)));
        Assert.False(receipt.IsOf(new FaultRule(FaultSpec.Overwrite(1, new byte[] { 9 }))));
        Assert.Equal("insert @1 09", receipt.Rule);

        // Of the session as a whole: by all the words of the rule.
        Assert.True(new FaultReceipt("* cancel 3", "", null).IsOf(FaultRule.Parse("cancel 3")[0]));
        Assert.False(new FaultReceipt("* cancel 3", "", null).IsOf(FaultRule.Parse("cancel 4")[0]));
    }
}
