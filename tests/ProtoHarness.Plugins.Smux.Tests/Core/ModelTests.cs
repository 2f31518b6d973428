using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Lists of operations on two sessions with a wire between them, against <see cref="Model"/>.</summary>
public class ModelTests
{
    [Property(MaxTest = 300)]
    public void Every_list_of_operations_keeps_the_model_in_version_one((byte Kind, byte Who, ushort Amount)[] operations) =>
        new Model(new SmuxConfig { MaxFrameSize = 700, MaxReceiveBuffer = 40_000, MaxStreamBuffer = 4000 }).Run(operations);

    [Property(MaxTest = 300)]
    public void Every_list_of_operations_keeps_the_model_in_version_two((byte Kind, byte Who, ushort Amount)[] operations) =>
        new Model(new SmuxConfig { Version = 2, MaxFrameSize = 700, MaxReceiveBuffer = 400_000, MaxStreamBuffer = 4000 }).Run(operations);

    [Fact]
    public void Model_names_the_byte_that_a_broken_wire_changed()
    {
        var model = new Model(new SmuxConfig()) { Corrupt = true };
        var error = Assert.ThrowsAny<Exception>(() => model.Run([(0, 0, 0), (2, 0, 900), (5, 0, 5000), (1, 1, 0), (3, 1, 5000)]));
        Assert.Contains("byte ", error.Message);
    }
}
