using System.CommandLine;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Plugins;

/// <summary><c>protoharness plugin inspect</c>: what a plugin is, needs and lacks, without running it.</summary>
static class PluginInspectCommand
{
    public static Command Create()
    {
        var plugins = new Argument<string[]>("PLUGIN")
        {
            Description = "A bundled plugin's name, a DLL, a folder, or a .cs file.",
            Arity = ArgumentArity.OneOrMore,
        };
        var define = new Option<bool>("--define") { Description = "Also load it and print what it declares; this runs its code." };
        var json = CommonOptions.Json();
        var noColor = CommonOptions.NoColor();
        var command = new Command("inspect", "Say what a plugin is, needs and lacks, without running its code.") { plugins, define, json, noColor };
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            return Run(parsed.GetValue(plugins)!, parsed.GetValue(define), parsed.GetValue(json), screen);
        });
        return command;
    }

    static int Run(string[] names, bool define, bool json, Screen screen)
    {
        var catalog = new PluginCatalog();
        var (candidates, errors) = catalog.Find(names);
        var diagnoses = new List<PluginDiagnosis>();
        foreach (var candidate in candidates)
        {
            try
            {
                diagnoses.Add(PluginDiagnosis.Of(candidate.Path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                errors.Add(new PluginLoadError(PluginLoadErrorKind.Unreadable, candidate.Path, e.Message));
            }
        }

        var loaded = define ? catalog.Load(names) : new CatalogResult([], errors);
        if (json)
        {
            screen.Line(PluginJson.Of(new
            {
                Files = diagnoses.Select(PluginJson.View), Plugins = loaded.Plugins.Select(PluginJson.View), Errors = loaded.Errors.Select(PluginJson.View),
            }));
        }
        else
        {
            foreach (var diagnosis in diagnoses)
            {
                DiagnosisText.Print(diagnosis, screen);
            }

            foreach (var plugin in loaded.Plugins)
            {
                DefinitionText.Print(plugin, screen);
            }

            foreach (var error in loaded.Errors)
            {
                screen.Error(error.ToString());
            }
        }

        return loaded.Errors.Count > 0 || diagnoses.Exists(diagnosis => !diagnosis.IsLoadable) ? ExitCode.CouldNotRun : ExitCode.Held;
    }
}
