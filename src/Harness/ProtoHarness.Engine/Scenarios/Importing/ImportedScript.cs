using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Captures;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>
/// A captured session as a script: what its client sent is sent again, what its server answered is expected. Frames where the plugin says what they are, and bytes where it does not.
/// </summary>
public sealed class ImportedScript
{
    /// <summary>A client that pauses for longer than this pauses in the script too; shorter is the network's doing.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    readonly List<Statement> _lines = [];
    readonly List<byte>[] _pending = [[], []];
    readonly bool[] _isRaw = new bool[2];
    readonly WireFormat? _wire;
    readonly bool _isDatagram;
    TimeSpan _last;

    ImportedScript(WireFormat? wire, bool isDatagram) => (_wire, _isDatagram) = (wire, isDatagram);

    /// <summary>Writes the script.</summary>
    /// <param name="session">The session.</param>
    /// <param name="plugin">The plugin that it is a session of.</param>
    /// <param name="options">The plugin's options, as the user gave them.</param>
    /// <param name="values">The same, with all others.</param>
    /// <param name="title">One line on where it is from.</param>
    /// <returns>The script.</returns>
    public static Script Write(CapturedSession session, PluginDefinition plugin, IEnumerable<(string Name, string Value)> options, ParameterValues values, string title)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(plugin);
        var script = new ImportedScript(plugin.Wire?.Invoke(values), plugin.Kind == ConnectionKind.Datagram);
        foreach (var one in session.Events)
        {
            script.Take(one);
        }

        script.Flush(isClient: true);
        script.Flush(isClient: false);
        return new Script(
        [
            Statement.Of("phs", new Word($"{Script.Version}")), Statement.Of("title", new Quoted(title)),
            Statement.Of("use", [new Word(plugin.Id), .. options.Select(option => Argument.Named(option.Name, option.Value))]),
            .. session.Notes.Select(note => new Statement("") { Comment = note }), new Statement(""), .. script._lines,
        ]);
    }

    void Take(in CapturedEvent one)
    {
        if (one.IsClient && one.Time - _last > Pause)
        {
            _lines.Add(Statement.Of("wait", new Word($"{(long)(one.Time - _last).TotalMilliseconds}ms")));
        }

        _last = one.Time;
        if (one.Kind == CapturedEventKind.Data)
        {
            Data(one.IsClient, one.Bytes);
            return;
        }

        // What was begun was sent, and may be why the other one ended.
        Flush(isClient: true);
        Flush(isClient: false);
        Line(one.IsClient, new Word(one.Kind == CapturedEventKind.End ? "end" : "reset"));
    }

    void Data(bool isClient, ReadOnlyMemory<byte> bytes)
    {
        var pending = _pending[isClient ? 0 : 1];
        pending.AddRange(bytes.Span);
        if (_isDatagram)
        {
            Flush(isClient);
            return;
        }

        if ((isClient ? _wire?.ToServer : _wire?.ToClient) is not { } codec || _isRaw[isClient ? 0 : 1])
        {
            Flush(isClient);
            return;
        }

        ReadOnlyMemory<byte> all = pending.ToArray();
        var taken = 0;
        foreach (var (start, length) in WireMap.Frames(codec, all))
        {
            Frame(isClient, codec, all.Slice((int)start, (int)length));
            taken = (int)(start + length);
        }

        pending.RemoveRange(0, taken);
        if (pending.Count > 0 && WireMap.Measure(codec, all[taken..]).Status == FrameReadStatus.Malformed)
        {
            // Nobody knows where the next frame begins behind one that is none.
            _isRaw[isClient ? 0 : 1] = true;
            Flush(isClient);
        }
    }

    /// <summary>Writes what is left: a whole datagram, or the beginning of a frame.</summary>
    void Flush(bool isClient)
    {
        var pending = _pending[isClient ? 0 : 1];
        if (pending.Count == 0)
        {
            return;
        }

        ReadOnlyMemory<byte> bytes = pending.ToArray();
        pending.Clear();
        if (_isDatagram && (isClient ? _wire?.ToServer : _wire?.ToClient) is { } codec && WireMap.Measure(codec, bytes) is { IsComplete: true } whole && whole.Consumed == bytes.Length)
        {
            Frame(isClient, codec, bytes);
        }
        else
        {
            Raw(isClient, bytes);
        }
    }

    void Frame(bool isClient, FrameCodec codec, ReadOnlyMemory<byte> bytes)
    {
        if (ImportedFrame.Write(codec, bytes) is { } words)
        {
            Line(isClient, words);
        }
        else
        {
            Raw(isClient, bytes);
        }
    }

    void Raw(bool isClient, ReadOnlyMemory<byte> bytes) => Line(isClient, new Word("raw"), new Word(Convert.ToHexStringLower(bytes.Span)));

    void Line(bool isClient, params IEnumerable<Argument> arguments) => _lines.Add(Statement.Of("C", [new Word(isClient ? ">" : "<"), .. arguments]));
}
