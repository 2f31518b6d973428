using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Reads faults on a line, each error at the word that it is about.</summary>
static class FaultReader
{
    /// <summary>A chain of faults up to the end of the line.</summary>
    public static Sequence<FaultSpec> Chain(ArgumentReader reader)
    {
        var faults = new List<FaultSpec>();
        do
        {
            var words = reader.Words();
            if (words.Count == 0)
            {
                reader.Missing("a fault such as 'fragment 1'");
                if (reader.Peek is not Bar and not null)
                {
                    return [.. faults];
                }
            }
            else if (Parse(reader, words) is { } fault)
            {
                faults.Add(fault);
            }
        }
        while (TakeBar(reader));
        reader.Done();
        return [.. faults];
    }

    /// <summary>The place and the chain of a <c>fault</c> line.</summary>
    public static (Named Client, Sequence<FaultRule> Rules) Rules(ArgumentReader reader)
    {
        var (client, direction, connection) = (default(Named), default(Direction?), default(int?));
        if (reader.Peek is Word word && IsPlace(word.Text))
        {
            reader.Take();
            (client, direction, connection) = Place(reader, word);
        }

        var chain = Chain(reader);
        return (client, [.. chain.Select(fault => new FaultRule(fault, direction, connection))]);
    }

    /// <summary>Whether a word says where a fault sits.</summary>
    static bool IsPlace(string word) => word.StartsWith('*') || word.Contains('>', StringComparison.Ordinal);

    static (Named Client, Direction? Direction, int? Connection) Place(ArgumentReader reader, Word word)
    {
        var text = word.Text;
        int? connection = null;
        if (text.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash)
        {
            if (int.TryParse(text.AsSpan(hash + 1), out var number) && number > 0)
            {
                connection = number;
            }
            else
            {
                reader.Error(word.Position, $"'{text}' names no connection: write C>S#1 for the first one opened");
            }

            text = text[..hash];
        }

        if (text == "*")
        {
            return (default, null, connection);
        }

        var ends = text.Split('>');
        if (ends is [var from, "S"] && EndName.IsClient(from))
        {
            return (new Named(from, word.Position), Direction.ToServer, connection);
        }

        if (ends is ["S", var to] && EndName.IsClient(to))
        {
            return (new Named(to, word.Position), Direction.ToClient, connection);
        }

        reader.Error(word.Position, $"'{word.Text}' is no place for a fault: write C>S, S>C or *, with #2 behind it for the second connection only");
        return default;
    }

    static FaultSpec? Parse(ArgumentReader reader, IReadOnlyList<ValueArgument> words)
    {
        try
        {
            return FaultSpec.Parse(string.Join(' ', words.Select(word => word.Text)));
        }
        catch (FormatException e)
        {
            // The message begins with the word that it is about, in quotes.
            var about = words.LastOrDefault(word => e.Message.StartsWith($"'{word.Text}' ", StringComparison.Ordinal)) ?? words[^1];
            var position = e.Message.Contains("' wants ", StringComparison.Ordinal)
                ? words[^1].Position with { Column = words[^1].Position.Column + words[^1].Position.Length, Length = 1 }
                : about.Position;
            reader.Error(position, e.Message);
            return null;
        }
    }

    static bool TakeBar(ArgumentReader reader)
    {
        if (reader.Peek is not Bar)
        {
            return false;
        }

        reader.Take();
        return true;
    }
}
