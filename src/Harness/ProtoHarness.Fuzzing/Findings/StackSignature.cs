using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ProtoHarness.Fuzzing.Findings;

/// <summary>
/// A stack trace without what changes from build to build: only methods, async state machines and lambdas under the name of the
/// method that they belong to, no offsets or lines, recursion folded, our own frames left out.
/// </summary>
static partial class StackSignature
{
    const int MaxFrames = 5;
    const int MaxText = 80;

    /// <summary>What laws put between the roles of which they tell.</summary>
    const string Separator = "; ";

    public static IReadOnlyList<string> Of(Exception exception)
    {
        var frames = new List<string>();
        foreach (var frame in new StackTrace(exception, false).GetFrames())
        {
            var name = Name(frame.GetMethod());
            if (name is null || frames.Contains(name))
            {
                continue;
            }

            frames.Add(name);
            if (frames.Count == MaxFrames)
            {
                break;
            }
        }

        return frames;
    }

    /// <summary>
    /// A message without what differs from input to input: numbers and hexadecimal, and how many roles say the same, since the same bug meets one client or three.
    /// </summary>
    public static string OfText(string text)
    {
        var plain = string.Join(Separator, DetailPattern().Replace(text, "#").Split(Separator).Distinct(StringComparer.Ordinal));
        return plain.Length <= MaxText ? plain : plain[..MaxText];
    }

    static string? Name(MethodBase? method)
    {
        var type = method?.DeclaringType;
        if (method is null || type is null || type.Assembly == typeof(StackSignature).Assembly || type.Assembly == typeof(object).Assembly)
        {
            return null;
        }

        var typeName = type.Name;
        var methodName = method.Name;
        while (type.DeclaringType is { } outer && typeName.StartsWith('<'))
        {
            // <Parse>d__3.MoveNext and <>c.<Parse>b__0 are both parts of Parse.
            var owner = OwnerPattern().Match(methodName is "MoveNext" ? typeName : methodName);
            methodName = owner.Success ? owner.Groups[1].Value : methodName;
            type = outer;
            typeName = type.Name;
        }

        return $"{typeName}.{methodName}";
    }

    [GeneratedRegex("[0-9a-fA-F]{4,}|[0-9]+")]
    private static partial Regex DetailPattern();

    [GeneratedRegex("^<([^>]+)>")]
    private static partial Regex OwnerPattern();
}
