namespace ProtoHarness.Framing;

/// <summary>A field that the author encodes by hand.</summary>
/// <param name="type">A type that implements <see cref="IFieldConverter{T}"/> for the field's type.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ConverterAttribute(Type type) : Attribute
{
    /// <summary>The converter.</summary>
    public Type Type { get; } = type;
}
