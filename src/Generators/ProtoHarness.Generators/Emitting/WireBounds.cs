using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Which bounds of a number are narrower than its C# type, and so must be checked on writing.</summary>
static class WireBounds
{
    public static (bool Least, bool Most) Narrower(FieldModel field)
    {
        decimal power = 1;
        for (var i = 0; i < (field.IsSigned ? field.TypeBits - 1 : field.TypeBits); i++)
        {
            power *= 2;
        }

        return (field.Min > (field.IsSigned ? -power : 0), field.Max < power - 1);
    }
}
