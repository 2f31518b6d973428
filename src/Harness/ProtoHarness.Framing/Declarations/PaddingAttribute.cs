namespace ProtoHarness.Framing;

/// <summary>Bytes without meaning around a field. They are written as zero; other values are malformed on reading.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PaddingAttribute : Attribute
{
    /// <summary>The number of bytes in front of the field.</summary>
    public int Before { get; init; }

    /// <summary>The number of bytes behind the field.</summary>
    public int After { get; init; }
}
