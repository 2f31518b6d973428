using System.Globalization;
using System.Text;

namespace ProtoHarness.Fuzzing.Tests.Instrumentation;

/// <summary>One of each construct that a rewriter may break; the text that it returns must be the same in every build.</summary>
public static class Zoo
{
    public static string RunAll()
    {
        var text = new StringBuilder();
        for (var seed = 0; seed < 12; seed++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{seed} {Branches(seed)} {Floats(seed)} {Handlers(seed)} {Filters(seed)} {Patterns(seed)} {Words(seed)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"{string.Join(',', Iterate(seed))} {Generic(seed)} {Generic((long)seed)} {Generic("x")} {Checked(seed)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"{AsyncSum(seed).GetAwaiter().GetResult()} {AsyncHandlers(seed).GetAwaiter().GetResult()} {Pointers(seed)} {Locked(seed)} {Ternaries(seed)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"{Stream(seed).GetAwaiter().GetResult()} {Recursive(seed)} {Table(seed)} {Dense(seed)} {Compare(seed)} {Leave(seed)}");
        }

        return text.ToString();
    }

    static int Branches(int n)
    {
        var total = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i; ; j += 2)
            {
                if (j > n || (j % 3 == 1 && i % 2 == 0))
                {
                    break;
                }

                if (j == 4)
                {
                    continue;
                }

                total += j & 1;
            }

            do
            {
                total++;
            }
            while (total % 7 != 0 && total < 100);
        }

        return total;
    }

    static string Floats(int n)
    {
        double x = n == 3 ? double.NaN : n / 3.0;
        var less = x < 1.0;
        var notLess = !(x < 1.0);
        var atLeast = x >= 1.0;
        return $"{less}{notLess}{atLeast}{(x > 2 ? 1 : 0)}{(x <= 2 ? 1 : 0)}";
    }

    static string Handlers(int n)
    {
        var log = new StringBuilder();
        for (var i = 0; i < 3; i++)
        {
            try
            {
                try
                {
                    if (i == n % 3)
                    {
                        throw new InvalidOperationException(n.ToString(CultureInfo.InvariantCulture));
                    }

                    if (n % 5 == 4)
                    {
                        continue;
                    }

                    log.Append('a');
                }
                catch (InvalidOperationException e)
                {
                    log.Append(e.Message);
                    if (n % 2 == 0)
                    {
                        throw;
                    }
                }
                finally
                {
                    log.Append('f');
                    for (var k = 0; k < n % 3; k++)
                    {
                        log.Append(k);
                    }
                }
            }
            catch
            {
                log.Append('o');
            }
        }

        return log.ToString();
    }

    static string Filters(int n)
    {
        try
        {
            throw new ArgumentException(n.ToString(CultureInfo.InvariantCulture));
        }
        catch (ArgumentException e) when (e.Message.Length == 1 && n > 2)
        {
            return "one";
        }
        catch (ArgumentException) when (n < 2 || n > 10)
        {
            return "edge";
        }
        catch (Exception)
        {
            return "any";
        }
    }

    static string Patterns(object n) => n switch
    {
        int and (1 or 3) => "odd",
        int and > 6 and < 9 => "big",
        int i when i % 4 == 0 => "four",
        string => "text",
        _ => "none",
    };

    static int Words(int n) => ((string[])["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"])[n % 8] switch
    {
        "alpha" => 1,
        "beta" => 2,
        "gamma" => 3,
        "delta" => 4,
        "epsilon" => 5,
        "zeta" => 6,
        "eta" => 7,
        _ => 0,
    };

    static IEnumerable<int> Iterate(int n)
    {
        for (var i = 0; i < n; i++)
        {
            if (i % 3 == 0)
            {
                continue;
            }

            try
            {
                yield return i;
            }
            finally
            {
                n--;
            }
        }
    }

    static string Generic<T>(T value)
        where T : IEquatable<T> => value.Equals(default) ? "default" : new List<T> { value, value }.Count + typeof(T).Name;

    static string Checked(int n)
    {
        try
        {
            return checked((byte)(n * 30)).ToString(CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return "overflow";
        }
    }

    static async Task<int> AsyncSum(int n)
    {
        var total = 0;
        for (var i = 0; i < n; i++)
        {
            await Task.Yield();
            total += i > 3 ? await AsyncSum(i - 3) : i;
        }

        return total;
    }

    static async Task<string> AsyncHandlers(int n)
    {
        try
        {
            await Task.Yield();
            if (n % 2 == 0)
            {
                throw new TimeoutException();
            }

            return "returned";
        }
        catch (TimeoutException) when (n > 4)
        {
            await Task.Yield();
            return "late";
        }
        catch (TimeoutException)
        {
            return "early";
        }
        finally
        {
            await Task.Yield();
        }
    }

    static unsafe int Pointers(int n)
    {
        var bytes = stackalloc byte[n + 1];
        delegate*<int, int, int> add = &Add;
        for (var p = bytes; p < bytes + n; p++)
        {
            *p = (byte)add(n, 1);
        }

        return n > 0 ? bytes[0] : -1;
    }

    static int Add(int a, int b) => a + b;

    static int Locked(int n)
    {
        var gate = new object();
        lock (gate)
        {
            return n > 5 ? n : -n;
        }
    }

    static string Ternaries(int n) => $"{(n > 3 ? n : n * 2) == (n < 8 ? 6 : n)}{(n == 2 ? "a" : n == 3 ? "b" : "c")}{n is > 2 and not 5}";

    static async Task<int> Stream(int n)
    {
        var total = 0;
        await foreach (var value in Values(n))
        {
            total += value;
        }

        return total;
    }

    static async IAsyncEnumerable<int> Values(int n)
    {
        for (var i = 0; i < n; i++)
        {
            await Task.Yield();
            yield return i * i;
        }
    }

    static int Recursive(int n) => n < 2 ? n : Recursive(n - 1) + Mutual(n - 2);

    static int Mutual(int n) => n < 2 ? n : Recursive(n - 1);

    static int Table(int n) => n switch { 2 => 20, 3 => 30, 4 => 40, 5 => 20, 6 => 60, 7 => 70, _ => 0 };

    static long Dense(long n)
    {
        switch (n)
        {
            case 0:
            case 1:
                return 1;
            case 2:
                n += 5;
                goto case 3;
            case 3:
                return n * 2;
            default:
                return n > uint.MaxValue ? 9 : 8;
        }
    }

    static string Compare(int n)
    {
        ReadOnlySpan<byte> bytes = [(byte)n, 2, 3];
        ReadOnlySpan<char> chars = ['a', (char)('a' + n)];
        return $"{bytes.SequenceEqual((byte[])[3, 2, 3])}{chars.StartsWith("ac")}{chars.EndsWith("d")}{"k" + n == "k4"}{"k" + n != "k5"}{string.Equals("K" + n, "k6", StringComparison.OrdinalIgnoreCase)}";
    }

    static int Leave(int n)
    {
        while (true)
        {
            try
            {
                if (n++ > 20)
                {
                    break;
                }
            }
            catch (InvalidCastException)
            {
                return -1;
            }
        }

        return n;
    }
}
