using FsCheck;
using FsCheck.Fluent;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Engine.Tests.Scenarios;

/// <summary>Random scripts: whatever can be printed, whether or not it means something.</summary>
public static class Scripts
{
    const string WordCharacters = "abcXYZ019-_.,:;<>@*$#/\\'()[]+é";

    static readonly Gen<string> NameText =
        from first in Gen.Elements("abcxyzABC".ToCharArray())
        from rest in Gen.Elements("abc09-_.[]".ToCharArray()).ListOf()
        select first + string.Concat(rest.Take(8));

    static readonly Gen<string> WordText =
        (from characters in Gen.Elements(WordCharacters.ToCharArray()).NonEmptyListOf()
         select string.Concat(characters.Take(12))).Where(text => text[0] != '#');

    static readonly Gen<string> AnyText =
        from characters in Gen.OneOf(
            Gen.Elements("ab \t\n\r\"\\|#{}=\u0001\u007f\u0085\u00a0\u2028\ufeff".ToCharArray()),
            Gen.Choose(0, char.MaxValue).Select(c => (char)c).Where(c => !char.IsSurrogate(c))).ListOf()
        select string.Concat(characters.Take(20));

    static readonly Gen<ValueArgument> Value = Gen.OneOf(
        WordText.Select(ValueArgument (text) => new Word(text)),
        AnyText.Select(ValueArgument (text) => new Quoted(text)));

    static readonly Gen<Argument> Any = Gen.OneOf(
        Value.Select(Argument (value) => value),
        (from name in NameText from value in Value select (Argument)new Pair(name, value)),
        Gen.Constant<Argument>(new Bar()));

    static readonly Gen<string?> Comment = Gen.OneOf(
        Gen.Constant<string?>(null),
        from text in AnyText select (string?)string.Concat(text.Where(c => !char.IsControl(c))).TrimEnd());

    public static Arbitrary<Script> Script() =>
        Arb.From(
            from lines in Lines(2)
            select new Script([.. lines]),
            script => Fewer(script.Statements).Select(lines => new Script(lines)));

    static Gen<IReadOnlyList<Statement>> Lines(int depth) =>
        from lines in Line(depth).ListOf()
        select Tidy(lines.Take(6));

    static Gen<Statement> Line(int depth) => Gen.OneOf(
        from comment in Comment select new Statement("") { Comment = comment },
        from head in WordText
        from arguments in Any.ListOf()
        from comment in Comment
        select new Statement(head) { Arguments = [.. arguments.Take(5)], Comment = comment },
        depth == 0 ? Gen.Constant(new Statement("x")) :
            from head in WordText
            from argument in Any
            from body in Lines(depth - 1)
            from comment in Comment
            from end in Comment
            select new Statement(head) { Arguments = [argument], Body = [.. body], Comment = comment, EndComment = end });

    /// <summary>What a script promises: no blank line first, last, or behind another one.</summary>
    static IReadOnlyList<Statement> Tidy(IEnumerable<Statement> lines)
    {
        var tidy = new List<Statement>();
        foreach (var line in lines)
        {
            if (!IsBlank(line) || (tidy.Count > 0 && !IsBlank(tidy[^1])))
            {
                tidy.Add(line);
            }
        }

        if (tidy.Count > 0 && IsBlank(tidy[^1]))
        {
            tidy.RemoveAt(tidy.Count - 1);
        }

        return tidy;
    }

    static bool IsBlank(Statement line) => line is { IsTrivia: true, Comment: null };

    static IEnumerable<Sequence<Statement>> Fewer(Sequence<Statement> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            yield return [.. Tidy(lines.Where((_, index) => index != i))];
            if (lines[i] is { Arguments.Count: > 0 } line)
            {
                yield return [.. Tidy(lines.Select((l, index) => index == i ? line with { Arguments = [.. line.Arguments.Skip(1)], Body = null, EndComment = null } : l))];
            }
        }
    }
}
