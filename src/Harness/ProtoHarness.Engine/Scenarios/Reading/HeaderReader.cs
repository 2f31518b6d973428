using System.Globalization;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Reads the lines of a finding's header.</summary>
sealed class HeaderReader
{
    readonly List<string> _stack = [];
    readonly List<string> _states = [];
    readonly List<WireBytes> _wire = [];
    FindingHeader _header = new();
    SourcePosition? _first;
    SourcePosition? _version;

    public void Read(Verb verb, ArgumentReader reader)
    {
        _first ??= reader.Statement.Position;
        switch (verb.Name)
        {
            case "finding":
                _version = reader.Statement.Position;
                _header = _header with { Version = (int)reader.Number("version of a finding that this ProtoHarness reads", 1, Findings.Finding.Version) };
                break;
            case "law":
                _header = _header with { Law = reader.Value("the id of a law") };
                break;
            case "message":
                _header = _header with { Message = reader.Value("a text in quotes").Text };
                break;
            case "plugin":
                Plugin(reader);
                break;
            case "harness":
                _header = _header with { Harness = reader.Value("a version").Text };
                break;
            case "failed":
                var failed = (int)reader.Number("number of runs", 0, int.MaxValue);
                if (!reader.TryWord("of"))
                {
                    reader.Missing("'of'");
                }

                _header = _header with { Failed = failed, Runs = (int)reader.Number("number of runs", failed, int.MaxValue) };
                break;
            case "trace":
                var trace = reader.Value("a hash of 16 hexadecimal digits");
                if (trace.Text.Length == 16 && ulong.TryParse(trace.Text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash))
                {
                    _header = _header with { Trace = hash };
                }
                else if (trace.Text.Length > 0)
                {
                    reader.Error(trace.Position, $"'{trace.Text}' is no hash of a trace: write 16 hexadecimal digits");
                }

                break;
            case "clock":
                var clock = reader.Value("a date such as 2011-02-03T04:05:06Z");
                if (DateTimeOffset.TryParseExact(clock.Text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                {
                    _header = _header with { Clock = date };
                }
                else if (clock.Text.Length > 0)
                {
                    reader.Error(clock.Position, $"'{clock.Text}' is no date: write it like 2011-02-03T04:05:06Z");
                }

                break;
            case "exception":
                _header = _header with { Exception = reader.Value("the name of a type").Text };
                break;
            case "stack":
                _stack.Add(reader.Value("a method in quotes").Text);
                break;
            case "state":
                _states.Add(reader.Value("a state in quotes").Text);
                break;
            case "wire":
                Wire(reader);
                break;
            default:
                throw new InvalidOperationException($"the verb '{verb.Name}' has no reader");
        }
    }

    /// <summary>The header; null when the script is no finding.</summary>
    public FindingHeader? Finish(ScriptErrors errors)
    {
        if (_first is not { } first)
        {
            return null;
        }

        if (_version is null)
        {
            errors.Add(first, "this line belongs to a finding; write 'finding 1' above it");
        }
        else if (string.IsNullOrEmpty(_header.Law.Text))
        {
            errors.Add(_version.Value, "the finding names no law; write 'law ID'");
        }

        return _header with { Stack = [.. _stack], States = [.. _states], Wire = Joined() };
    }

    Sequence<WireBytes> Joined() =>
    [
        .. _wire.GroupBy(w => (w.Connection, w.Direction)).Select(group => new WireBytes(group.Key.Direction, group.Key.Connection, string.Concat(group.Select(w => w.Hex)))),
    ];

    void Plugin(ArgumentReader reader)
    {
        if (reader.Peek is not Pair)
        {
            reader.Missing("sha256=HEX");
            return;
        }

        foreach (var setting in reader.Pairs())
        {
            switch (setting.Name)
            {
                case "sha256":
                    if (setting.Text.Length is < 16 or > 64 || !setting.Text.All(char.IsAsciiHexDigitLower))
                    {
                        reader.Error(setting.ValuePosition, "a SHA-256 has 64 hexadecimal digits, lower-case; the first 16 of them will do");
                    }

                    _header = _header with { PluginHash = setting.Text };
                    break;
                case "file":
                    _header = _header with { PluginFile = setting.Text };
                    break;
                default:
                    reader.Error(setting.Position, $"'{setting.Name}' is nothing that is known of a plugin{NearestWord.Hint(setting.Name, ["sha256", "file"])}");
                    break;
            }
        }
    }

    void Wire(ArgumentReader reader)
    {
        var where = reader.Value("a direction of a connection, such as C>S#1");
        var hash = where.Text.IndexOf('#', StringComparison.Ordinal);
        if (hash > 0 && DirectionText.TryParse(where.Text[..hash], out var direction)
            && int.TryParse(where.Text.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var connection) && connection > 0)
        {
            _wire.Add(new WireBytes(direction, connection, Convert.ToHexStringLower(reader.Bytes("bytes"))));
            return;
        }

        if (where.Text.Length > 0)
        {
            reader.Error(where.Position, $"'{where.Text}' is no direction of a connection: write C>S#1 or S>C#1");
        }

        reader.Words();
    }
}
