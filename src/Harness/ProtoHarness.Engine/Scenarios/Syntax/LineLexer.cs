namespace ProtoHarness.Engine.Scenarios;

/// <summary>Takes one line of a script apart.</summary>
sealed class LineLexer(string file, int number, string line, ScriptErrors errors, int maxWords)
{
    readonly List<Argument> _arguments = [];
    int _index;

    public string? Comment { get; private set; }

    public IReadOnlyList<Argument> Arguments => _arguments;

    public void Run()
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (char.IsControl(line[i]) && line[i] != '\t')
            {
                Error(i, 1, $"the character U+{(int)line[i]:X4} cannot stand in a script; in a text in quotes, write it as an escape such as \\x{line[i] & 0xff:x2}");
                return;
            }
        }

        while (SkipSpace())
        {
            if (_arguments.Count == maxWords)
            {
                Error(_index, 1, $"more than {maxWords} words on one line (script.words)");
                return;
            }

            var start = _index;
            switch (line[_index])
            {
                case '#':
                    Comment = line.AsSpan(_index + 1) is [' ', .. var rest] ? rest.TrimEnd().ToString() : line[(_index + 1)..].TrimEnd();
                    return;
                case '|':
                    _index++;
                    _arguments.Add(new Bar { Position = At(start) });
                    break;
                case '"':
                    _arguments.Add(ReadQuoted());
                    break;
                default:
                    ReadWord();
                    break;
            }
        }
    }

    bool SkipSpace()
    {
        while (_index < line.Length && char.IsWhiteSpace(line[_index]))
        {
            _index++;
        }

        return _index < line.Length;
    }

    Quoted ReadQuoted()
    {
        var start = _index++;
        var text = TextEscapes.Read(line, ref _index, out var error);
        if (error is { } wrong)
        {
            Error(wrong.Index, Math.Max(1, wrong.Index == start ? _index - start : 1), wrong.Message);
        }
        else if (_index < line.Length && !char.IsWhiteSpace(line[_index]) && line[_index] != '|')
        {
            Error(_index, 1, "a space is missing behind the closing quote");
        }

        return new Quoted(text) { Position = At(start) };
    }

    void ReadWord()
    {
        var start = _index;
        while (_index < line.Length && !WordShape.EndsWord(line[_index]) && !char.IsWhiteSpace(line[_index]))
        {
            _index++;
        }

        var word = line[start.._index];
        var name = WordShape.NameLength(word);
        if (_index < line.Length && line[_index] == '"')
        {
            if (name == 0 || name != word.Length - 1)
            {
                Error(_index, 1, "a space is missing before the opening quote");
            }

            _arguments.Add(new Pair(name == 0 ? word : word[..name], ReadQuoted()) { Position = At(start) });
        }
        else if (name == 0)
        {
            _arguments.Add(new Word(word) { Position = At(start) });
        }
        else
        {
            if (name == word.Length - 1)
            {
                Error(start, word.Length, $"a value is missing behind '{word}'; an empty one is written {word}\"\"");
            }

            var value = new Word(word[(name + 1)..]) { Position = new SourcePosition(file, number, start + name + 2, Math.Max(1, word.Length - name - 1)) };
            _arguments.Add(new Pair(word[..name], value) { Position = At(start) });
        }
    }

    SourcePosition At(int start) => new(file, number, start + 1, Math.Max(1, _index - start));

    void Error(int index, int length, string message) => errors.Add(new SourcePosition(file, number, index + 1, length), message);
}
