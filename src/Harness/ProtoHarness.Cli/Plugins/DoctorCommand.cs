using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Plugins;

/// <summary><c>protoharness doctor</c>: explains why a plugin is not loaded, or is not the one that was meant.</summary>
static class DoctorCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("FOLDER")
        {
            Description = "A folder or file whose plugins are to be examined; without one the host and the bundled plugins are.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var noColor = CommonOptions.NoColor();
        var command = new Command("doctor", "Examine this installation and plugins, and explain what is wrong with them. Runs none of their code.") { folders, noColor };
        command.SetAction(parsed => Run(parsed.GetValue(folders)!, new Screen(parsed.GetValue(noColor), quiet: false)));
        return command;
    }

    static int Run(string[] folders, Screen screen)
    {
        var catalog = new PluginCatalog();
        var healthy = PrintHost(catalog, screen);
        var diagnoses = new List<PluginDiagnosis>();

        // Made into paths: a bare word would be looked for among the bundled plugins.
        var (candidates, errors) = catalog.Find(folders.Select(folder => Path.GetFullPath(folder)));
        foreach (var path in (string[])[.. candidates.Select(candidate => candidate.Path), .. errors.SelectMany(Assemblies)])
        {
            try
            {
                diagnoses.Add(PluginDiagnosis.Of(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                errors.Add(new PluginLoadError(PluginLoadErrorKind.Unreadable, path, e.Message));
            }
        }

        foreach (var diagnosis in diagnoses.Where(diagnosis => folders.Length > 0 || diagnosis.Problems.Count > 0))
        {
            DiagnosisText.Print(diagnosis, screen);
        }

        foreach (var error in errors)
        {
            screen.Error(error.ToString());
        }

        var sick = diagnoses.Count(diagnosis => !diagnosis.IsLoadable) + errors.Count;
        screen.Line($"{Words.Count(diagnoses.Count, "file")} examined, {(sick == 0 ? "nothing stops a plugin from loading" : $"{Words.Count(sick, "problem")} found")}.");
        return healthy && sick == 0 ? ExitCode.Held : ExitCode.CouldNotRun;
    }

    // Of a folder without a plugin, every assembly is examined: one of them was meant to be it.
    static IEnumerable<string> Assemblies(PluginLoadError error) => error.Kind == PluginLoadErrorKind.NoPlugin && Directory.Exists(error.Source)
        ? Directory.EnumerateFiles(error.Source, "*.dll").Order(StringComparer.Ordinal)
        : [];

    static bool PrintHost(PluginCatalog catalog, Screen screen)
    {
        var version = typeof(DoctorCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        screen.Line("this installation");
        DiagnosisText.Fact(screen, "is", $"ProtoHarness {version}, plugin contract {PluginContract.Version.ToString(3)}");
        DiagnosisText.Fact(screen, "runs on", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors");
        DiagnosisText.Fact(screen, "bundled", catalog.BundledNames.Count == 0 ? $"nothing in {catalog.Options.BundledFolder}" : string.Join(", ", catalog.BundledNames));
        DiagnosisText.Fact(screen, "sockets", $"IPv4 {Loopback(IPAddress.Loopback)}, IPv6 {Loopback(IPAddress.IPv6Loopback)}, unix {(Socket.OSSupportsUnixDomainSockets ? "yes" : "no")}");
        if (SourceCompiler.GeneratorFailure is not { } failure)
        {
            return true;
        }

        DiagnosisText.Fact(screen, "error", $"plugins from source cannot declare frames: {failure}.");
        return false;
    }

    static string Loopback(IPAddress address)
    {
        try
        {
            using var listener = new TcpListener(address, 0);
            listener.Start();
            return "yes";
        }
        catch (SocketException e)
        {
            return $"no ({e.SocketErrorCode})";
        }
    }
}
