using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Abstractions.Tests;

public class QuantityTests
{
    [Property]
    public bool A_size_is_read_back_as_it_was_written(uint bytes) => Quantity.TryParseSize(Quantity.FormatSize(bytes), out var again) && again == bytes;

    [Property]
    public bool A_span_of_time_is_read_back_as_it_was_written(uint microseconds)
    {
        var span = TimeSpan.FromMicroseconds(microseconds);
        return Quantity.TryParseDuration(Quantity.FormatDuration(span), out var again) && again == span;
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1kb")]
    [InlineData("9223372036854775807GiB")]
    public void What_is_no_size_is_refused(string text) => Assert.False(Quantity.TryParseSize(text, out _));
}
