using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Tests.Incrementality;

public class ModelEqualityTests
{
    [Fact]
    public void Lists_with_equal_elements_are_equal_and_hash_alike()
    {
        EquatableArray<string> one = new[] { "a", "b" };
        EquatableArray<string> other = new[] { "a", "b" };
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, new[] { "a" });
        Assert.NotEqual(one, new[] { "a", "c" });
        Assert.Equal(default, (EquatableArray<string>)Array.Empty<string>());
    }

    [Fact]
    public void Models_are_equal_by_value_down_to_the_last_case()
    {
        Assert.Equal(Make(1), Make(1));
        Assert.Equal(Make(1).GetHashCode(), Make(1).GetHashCode());
        Assert.NotEqual(Make(1), Make(2));
    }

    static FrameModel Make(ulong tag) => new()
    {
        Name = "F",
        Fields = new[] { new FieldModel { Name = "A", Cases = new[] { new CaseModel(tag, "T", true, false, 1) } } },
    };
}
