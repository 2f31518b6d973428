using System.Buffers.Binary;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>Collects the constants of a module that may be magic values: strings, byte literals and integers of more than one byte.</summary>
sealed class ConstantFinder
{
    const int MaxConstants = 2000;
    const int MaxBytes = 32;

    readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>The constants, sorted, each once.</summary>
    public IReadOnlyList<byte[]> Constants => [.. _found.Select(Convert.FromHexString)];

    /// <summary>Looks at a method.</summary>
    public void Look(MethodBody body)
    {
        foreach (var instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case string text when instruction.OpCode.Code == Code.Ldstr:
                    Add(Encoding.UTF8.GetBytes(text));
                    break;
                case int value and (> 255 or < -1):
                    AddInteger((uint)value, value is >= short.MinValue and <= ushort.MaxValue ? 2 : 4);
                    break;
                case long value and (> 255 or < -1):
                    AddInteger((ulong)value, 8);
                    break;
                case FieldDefinition { InitialValue: { Length: > 1 and <= MaxBytes + 1 } data }:
                    // Text literals of bytes end with a zero that is not part of them.
                    Add(data[^1] == 0 ? data[..^1] : data);
                    break;
            }
        }
    }

    void AddInteger(ulong value, int width)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Add(bytes[..width]);
        Array.Reverse(bytes);
        Add(bytes[^width..]);
    }

    void Add(byte[] bytes)
    {
        if (bytes.Length is > 1 and <= MaxBytes && _found.Count < MaxConstants)
        {
            _found.Add(Convert.ToHexString(bytes));
        }
    }
}
