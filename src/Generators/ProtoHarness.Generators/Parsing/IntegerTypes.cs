using Microsoft.CodeAnalysis;

namespace ProtoHarness.Generators.Parsing;

/// <summary>The integer types of C# that a field can have.</summary>
static class IntegerTypes
{
    /// <param name="type">Any type.</param>
    /// <param name="keyword">The C# keyword.</param>
    /// <param name="bits">The width.</param>
    /// <param name="signed">Whether it has a sign.</param>
    public static bool Is(ITypeSymbol type, out string keyword, out int bits, out bool signed)
    {
        (keyword, bits, signed) = type.SpecialType switch
        {
            SpecialType.System_Byte => ("byte", 8, false),
            SpecialType.System_SByte => ("sbyte", 8, true),
            SpecialType.System_UInt16 => ("ushort", 16, false),
            SpecialType.System_Int16 => ("short", 16, true),
            SpecialType.System_UInt32 => ("uint", 32, false),
            SpecialType.System_Int32 => ("int", 32, true),
            SpecialType.System_UInt64 => ("ulong", 64, false),
            SpecialType.System_Int64 => ("long", 64, true),
            _ => ("", 0, false),
        };
        return bits > 0;
    }

    public static decimal Min(int bits, bool signed) => signed ? -Power(bits - 1) : 0;

    public static decimal Max(int bits, bool signed) => Power(signed ? bits - 1 : bits) - 1;

    /// <summary>The value as raw bits of a width.</summary>
    public static ulong Raw(decimal value, int bits)
    {
        var raw = value < 0 ? unchecked((ulong)(long)value) : (ulong)value;
        return bits >= 64 ? raw : raw & ((1UL << bits) - 1);
    }

    static decimal Power(int bits)
    {
        decimal power = 1;
        for (var i = 0; i < bits; i++)
        {
            power *= 2;
        }

        return power;
    }

    /// <summary>An integer constant of any type, or null when it is none.</summary>
    public static decimal? ToDecimal(object? value) => value switch
    {
        byte number => number,
        sbyte number => number,
        ushort number => number,
        short number => number,
        uint number => number,
        int number => number,
        ulong number => number,
        long number => number,
        char number => number,
        bool flag => flag ? 1 : 0,
        _ => null,
    };
}
