using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Captures;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Framing;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Corpora;

namespace ProtoHarness.Cli.Imports;

/// <summary>Where imported sessions go.</summary>
/// <param name="plugin">What they speak.</param>
/// <param name="options">The plugin's options, as the user gave them.</param>
/// <param name="values">The same, with all others.</param>
/// <param name="scripts">The folder for scripts; null for none.</param>
/// <param name="seeds">The folder of corpora; null for none.</param>
/// <param name="quiet">Whether files are not told.</param>
/// <param name="screen">Where it is told.</param>
sealed class ImportOutput(PluginDefinition plugin, IReadOnlyList<(string Name, string Value)> options, ParameterValues values, string? scripts, string? seeds, bool quiet, Screen screen)
{
    static readonly ScriptLimits Limits = new();

    readonly WireFormat? _wire = plugin.Wire?.Invoke(values);
    int _sessions;
    int _scripts;
    int _seeds;

    public int Write(string file, IReadOnlyList<CapturedSession> sessions)
    {
        var code = ExitCode.Held;
        foreach (var (index, session) in sessions.Index())
        {
            _sessions++;
            if (scripts is not null)
            {
                code = Math.Max(code, Script($"{Path.GetFileNameWithoutExtension(file)}-{index + 1}", Path.GetFileName(file), index + 1, session));
            }

            if (seeds is not null)
            {
                Seeds(session);
            }
        }

        return code;
    }

    /// <summary>Says what came of it.</summary>
    /// <returns>The exit code.</returns>
    public int End(int code)
    {
        if (seeds is not null && _wire is not { ToServer: not null } and not { ToClient: not null })
        {
            screen.Error($"'{plugin.Id}' does not say what its connections carry (PluginBuilder.Wire), so there are no frames to take");
            return ExitCode.Usage;
        }

        if (_sessions == 0)
        {
            return code;
        }

        screen.Line($"{_sessions} session{(_sessions == 1 ? "" : "s")}: {string.Join(", ", (string[])[.. scripts is null ? [] : (string[])[$"{_scripts} scripts"], .. seeds is null ? [] : (string[])[$"{_seeds} new inputs"]])}");
        return code;
    }

    int Script(string name, string file, int number, CapturedSession session)
    {
        var text = ImportedScript.Write(session, plugin, options, values, $"session {number} of {file}: {session.Client} to {session.Server}").ToString();
        if (text.Length > Limits.MaxSize)
        {
            screen.Error($"{file}: note: session {number} makes a script of {text.Length} characters, more than {Limits.MaxSize} (script.size); it is left out");
            return ExitCode.Held;
        }

        _scripts++;
        return OutputFile.Save(Path.Combine(scripts!, name + Engine.Scenarios.Script.Extension), System.Text.Encoding.UTF8.GetBytes(text), screen, isTold: !quiet);
    }

    void Seeds(CapturedSession session)
    {
        foreach (var isClient in (bool[])[true, false])
        {
            if ((isClient ? _wire?.ToServer : _wire?.ToClient) is { } codec)
            {
                var folder = new CorpusFolder(Path.Combine(seeds!, plugin.Id, codec.Schema.Name, "corpus"));
                foreach (var input in Inputs(codec, session.Events.Where(one => one.IsClient == isClient && one.Bytes.Length > 0).Select(one => one.Bytes)))
                {
                    _seeds += folder.Add(input) ? 1 : 0;
                }
            }
        }
    }

    /// <summary>Frames one after the other, as many as an input holds; of datagrams each one.</summary>
    IEnumerable<byte[]> Inputs(FrameCodec codec, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var most = new FuzzOptions().MaxInputBytes;
        if (plugin.Kind == ConnectionKind.Datagram)
        {
            return pieces.Where(piece => piece.Length <= most).Select(piece => piece.ToArray());
        }

        ReadOnlyMemory<byte> all = pieces.SelectMany(piece => piece.ToArray()).ToArray();
        var inputs = new List<byte[]>();
        var from = 0L;
        foreach (var (start, length) in WireMap.Frames(codec, all))
        {
            if (start + length - from > most && start > from)
            {
                inputs.Add(all[(int)from..(int)start].ToArray());
                from = start;
            }

            if (length > most)
            {
                from = start + length;
            }
        }

        var end = (int)Math.Min(all.Length, from + most);
        return end > from ? [.. inputs, all[(int)from..end].ToArray()] : inputs;
    }
}
