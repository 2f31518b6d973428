using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>What the traced build calls instead of, or in front of, a comparison. The last parameter is always the site.</summary>
public static class CompareHooks
{
    /// <summary>Writes down a comparison of two 32-bit integers.</summary>
    public static void Integer32(int left, int right, int site) => CompareLog.Add(site, (uint)left, (uint)right, 4);

    /// <summary>Writes down a comparison of two 64-bit integers.</summary>
    public static void Integer64(long left, long right, int site) => CompareLog.Add(site, (ulong)left, (ulong)right, 8);

    /// <summary>Writes down which of two 32-bit integers is larger.</summary>
    public static void Order32(int left, int right, int site) => CompareLog.Add(site, (uint)left, (uint)right, 4, isOrder: true);

    /// <summary>Writes down which of two 64-bit integers is larger.</summary>
    public static void Order64(long left, long right, int site) => CompareLog.Add(site, (ulong)left, (ulong)right, 8, isOrder: true);

    /// <summary>Writes down a <c>switch</c>: the value against each case.</summary>
    /// <param name="value">The index into the jump table.</param>
    /// <param name="cases">The number of cases.</param>
    /// <param name="offset">What the code subtracted from its value to get the index.</param>
    /// <param name="site">Which switch.</param>
    public static void Switch(int value, int cases, int offset, int site)
    {
        for (var index = 0; index < Math.Min(cases, CompareLog.MaxPerSite); index++)
        {
            CompareLog.Add(site, (uint)(value + offset), (uint)(index + offset), 4, isOrder: true);
        }
    }

    /// <summary>Stands for <see cref="MemoryExtensions.SequenceEqual{T}(ReadOnlySpan{T}, ReadOnlySpan{T})"/>.</summary>
    public static bool SequenceEqual<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, int site)
        where T : IEquatable<T>?
    {
        Note(left, right, site);
        return left.SequenceEqual(right);
    }

    /// <summary>Stands for <see cref="MemoryExtensions.SequenceEqual{T}(Span{T}, ReadOnlySpan{T})"/>.</summary>
    public static bool SequenceEqual<T>(Span<T> left, ReadOnlySpan<T> right, int site)
        where T : IEquatable<T>?
    {
        Note(left, right, site);
        return left.SequenceEqual(right);
    }

    /// <summary>Stands for <see cref="MemoryExtensions.StartsWith{T}(ReadOnlySpan{T}, ReadOnlySpan{T})"/>.</summary>
    public static bool StartsWith<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, int site)
        where T : IEquatable<T>?
    {
        Note(left[..Math.Min(left.Length, right.Length)], right, site);
        return left.StartsWith(right);
    }

    /// <summary>Stands for <see cref="MemoryExtensions.EndsWith{T}(ReadOnlySpan{T}, ReadOnlySpan{T})"/>.</summary>
    public static bool EndsWith<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, int site)
        where T : IEquatable<T>?
    {
        Note(left[Math.Max(0, left.Length - right.Length)..], right, site);
        return left.EndsWith(right);
    }

    /// <summary>Stands for the <c>==</c> of <see cref="string"/>.</summary>
    public static bool StringEquality(string? left, string? right, int site)
    {
        Note(left, right, site);
        return left == right;
    }

    /// <summary>Stands for the <c>!=</c> of <see cref="string"/>.</summary>
    public static bool StringInequality(string? left, string? right, int site)
    {
        Note(left, right, site);
        return left != right;
    }

    /// <summary>Stands for <see cref="string.Equals(string, string)"/>.</summary>
    public static bool StringEquals(string? left, string? right, int site)
    {
        Note(left, right, site);
        return string.Equals(left, right);
    }

    /// <summary>Stands for <see cref="string.Equals(string, StringComparison)"/>.</summary>
    public static bool StringEquals(string left, string? right, StringComparison comparison, int site)
    {
        Note(left, right, site);
        return left.Equals(right, comparison);
    }

    /// <summary>Stands for <see cref="string.StartsWith(string, StringComparison)"/>.</summary>
    public static bool StringStartsWith(string left, string right, StringComparison comparison, int site)
    {
        Note(left?[..Math.Min(left.Length, right?.Length ?? 0)], right, site);
        return left!.StartsWith(right!, comparison);
    }

    static void Note(string? left, string? right, int site)
    {
        if (left is not null && right is not null)
        {
            CompareLog.Add(site, left.AsSpan(), right.AsSpan());
        }
    }

    static void Note<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, int site)
    {
        if (typeof(T) == typeof(char))
        {
            CompareLog.Add(site, Cast<T, char>(left), Cast<T, char>(right));
        }
        else if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            CompareLog.Add(site, AsBytes(left), AsBytes(right));
        }
    }

    static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span)), span.Length);

    static ReadOnlySpan<byte> AsBytes<T>(ReadOnlySpan<T> span) => MemoryMarshal.CreateReadOnlySpan(
        ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span)),
        Math.Min(span.Length, CompareLog.MaxSequenceBytes) * Unsafe.SizeOf<T>());
}
