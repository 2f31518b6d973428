using System.Buffers;
using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.FSharp.Core;

namespace ProtoHarness.Testing.Printing;

/// <summary>
/// Prints a generated value. Bytes, wherever they are in tuples, records, collections and memory, are printed as a hex dump; a value
/// that holds none is printed exactly as FsCheck prints it.
/// </summary>
public static class ValuePrinter
{
    /// <summary>Elements of a collection that are printed at most.</summary>
    public const int MaxElements = 256;

    /// <summary>How deep tuples, records and collections are followed.</summary>
    public const int MaxDepth = 8;

    /// <summary>Prints the value; <see langword="null"/> as FsCheck prints it.</summary>
    public static string Print(object? value) => Print(value, 0);

    static string Print(object? value, int depth)
    {
        if (TryBytes(value, out var bytes))
            return HexDump.Format(bytes);
        if (value is null or string || depth == MaxDepth || !HoldsBytes(value, depth))
            return AsFsCheck(value);
        return value switch
        {
            ITuple tuple => Join("(", Items(tuple), ")", depth),
            IEnumerable items => Join("[", items.Cast<object?>(), "]", depth, "; "),
            _ => Record(value, depth),
        };
    }

    static string Join(string open, IEnumerable<object?> items, string close, int depth, string between = ", ")
    {
        var printed = items.Take(MaxElements + 1).Select(item => Print(item, depth + 1)).ToList();
        if (printed.Count > MaxElements)
            printed[MaxElements] = "…";
        return open + string.Join(between, printed) + close;
    }

    static string Record(object value, int depth)
    {
        var text = new StringBuilder(value.GetType().Name).Append(" { ");
        text.AppendJoin(", ", Members(value).Select(member => $"{member.Name} = {Print(member.Value, depth + 1)}"));
        return text.Append(" }").ToString();
    }

    static bool TryBytes(object? value, out byte[] bytes)
    {
        bytes = value switch
        {
            byte[] array => array,
            ReadOnlyMemory<byte> memory => memory.ToArray(),
            Memory<byte> memory => memory.ToArray(),
            ArraySegment<byte> segment => segment.AsSpan().ToArray(),
            ReadOnlySequence<byte> sequence => sequence.ToArray(),
            _ => null!,
        };
        return bytes is not null;
    }

    static bool HoldsBytes(object? value, int depth)
    {
        if (value is null or string or IFormattable || depth == MaxDepth)
            return false;
        if (TryBytes(value, out _))
            return true;
        return value switch
        {
            ITuple tuple => Items(tuple).Any(item => HoldsBytes(item, depth + 1)),
            IEnumerable items => items.Cast<object?>().Take(MaxElements).Any(item => HoldsBytes(item, depth + 1)),
            _ => IsRecord(value.GetType()) && Members(value).Any(member => HoldsBytes(member.Value, depth + 1)),
        };
    }

    static IEnumerable<object?> Items(ITuple tuple) => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]);

    // The compiler gives every record, class or struct, a method that prints its members.
    static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, [typeof(StringBuilder)]) is not null;

    static IEnumerable<(string Name, object? Value)> Members(object value)
    {
        const BindingFlags Visible = BindingFlags.Instance | BindingFlags.Public;
        var fields = value.GetType().GetFields(Visible).Select(field => ((MemberInfo)field, field.GetValue(value)));
        var properties = value.GetType().GetProperties(Visible)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
            .Select(property => ((MemberInfo)property, ReadOrNote(property, value)));
        return fields.Concat(properties).OrderBy(member => member.Item1.MetadataToken).Select(member => (member.Item1.Name, member.Item2));
    }

    // A computed property of a wrong frame may throw; the rest of the value is still worth printing.
    static object? ReadOrNote(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (TargetInvocationException thrown)
        {
            return $"<{thrown.InnerException?.GetType().Name}>";
        }
    }

    static string AsFsCheck(object? value) =>
        ExtraTopLevelOperators
            .PrintFormatToString(new PrintfFormat<FSharpFunc<object?, string>, Unit, string, string, object?>("%A"))
            .Invoke(value);
}
