using System.Text;

namespace ProtoHarness.Cli.Settings;

/// <summary>
/// Reads <c>protoharness.toml</c>, strictly: sections, and keys with a text in quotes, a number, <c>true</c> or <c>false</c>, or an array of them on one line. Of TOML no more is needed.
/// </summary>
static class SettingsFile
{
    /// <summary>The name of the file, in the working folder.</summary>
    public const string Name = "protoharness.toml";

    const int MaxLines = 10_000;

    /// <summary>Reads the file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="errors">Takes what is wrong: file, line, and what may be written.</param>
    /// <returns>The settings.</returns>
    public static IReadOnlyList<Setting> Read(string text, List<string> errors)
    {
        var settings = new List<Setting>();
        var (section, sectionLine) = ("", 0);
        var lines = text.TrimStart('\ufeff').Split('\n');
        if (lines.Length > MaxLines)
        {
            errors.Add($"{Name}: more than {MaxLines} lines");
            return [];
        }

        for (var i = 0; i < lines.Length; i++)
        {
            var line = new Cursor(lines[i].TrimEnd('\r'));
            if (line.IsAtEnd)
            {
                continue;
            }

            try
            {
                if (line.TryTake('['))
                {
                    (section, sectionLine) = (line.Key(), i + 1);
                    line.Want(']');
                }
                else
                {
                    var key = line.Key();
                    line.Want('=');
                    settings.Add(new Setting(section, key, line.Values(), i + 1, sectionLine));
                }

                line.End();
            }
            catch (FormatException e)
            {
                errors.Add($"{Name}:{i + 1}:{line.Column}: error: {e.Message}\n    {lines[i].TrimEnd('\r')}\n    {new string(' ', line.Column - 1)}^");
            }
        }

        foreach (var twice in settings.GroupBy(setting => (setting.Section, setting.Name)).Where(group => group.Count() > 1))
        {
            errors.Add($"{Name}:{twice.Last().Line}: error: '{twice.Key.Name}' is given twice; it stands in line {twice.First().Line} already");
        }

        return settings;
    }

    sealed class Cursor(string line)
    {
        int _index;

        public int Column => Math.Min(_index, line.Length) + 1;

        public bool IsAtEnd
        {
            get
            {
                while (_index < line.Length && line[_index] is ' ' or '\t')
                {
                    _index++;
                }

                return _index >= line.Length || line[_index] == '#';
            }
        }

        public bool TryTake(char c)
        {
            if (IsAtEnd || line[_index] != c)
            {
                return false;
            }

            _index++;
            return true;
        }

        public void Want(char c)
        {
            if (!TryTake(c))
            {
                throw new FormatException($"'{c}' is missing here");
            }
        }

        public void End()
        {
            if (!IsAtEnd)
            {
                throw new FormatException("nothing but a comment stands here");
            }
        }

        public string Key()
        {
            var start = IsAtEnd ? _index : _index;
            while (_index < line.Length && (char.IsAsciiLetterOrDigit(line[_index]) || line[_index] is '-' or '_'))
            {
                _index++;
            }

            return _index > start ? line[start.._index] : throw new FormatException("the name of an option or of a command belongs here");
        }

        public List<string> Values()
        {
            if (!TryTake('['))
            {
                return [Value()];
            }

            var values = new List<string>();
            while (!TryTake(']'))
            {
                values.Add(Value());
                if (!TryTake(','))
                {
                    Want(']');
                    break;
                }
            }

            return values;
        }

        string Value()
        {
            if (TryTake('"'))
            {
                return Quoted();
            }

            var start = IsAtEnd ? _index : _index;
            while (_index < line.Length && (char.IsAsciiLetterOrDigit(line[_index]) || line[_index] is '+' or '-' or '_' or '.'))
            {
                _index++;
            }

            var word = line[start.._index].Replace("_", "", StringComparison.Ordinal);
            if (word is "true" or "false" || (word.Length > 0 && double.TryParse(word, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _)))
            {
                return word;
            }

            _index = start;
            throw new FormatException("a text in quotes, a number, true or false belongs here");
        }

        string Quoted()
        {
            var text = new StringBuilder();
            for (; _index < line.Length; _index++)
            {
                if (line[_index] == '"')
                {
                    _index++;
                    return text.ToString();
                }

                if (line[_index] == '\\')
                {
                    _index++;
                    text.Append(_index < line.Length && line[_index] is '"' or '\\' ? line[_index] : throw new FormatException("an escape is \\\" or \\\\"));
                }
                else
                {
                    text.Append(line[_index]);
                }
            }

            throw new FormatException("the closing quote is missing");
        }
    }
}
