using System.CommandLine;
using System.Runtime.ExceptionServices;
using ProtoHarness.Cli;
using ProtoHarness.Cli.Output;
using ProtoHarness.Cli.Settings;
using ProtoHarness.Cli.Shell;
using ProtoHarness.Engine.Simulation;

// A role that throws on a thread of its own is a finding, not the end of the run.
ExceptionHandling.SetUnhandledExceptionHandler(StrayExceptions.Handle);

// Opened before anything can take the last file handle: what went wrong must still be told.
var (output, error) = (Console.Out, Console.Error);
using var interruption = new Interruption();
GuardedOutput.Install();

var root = Root.Create();
FullHelp.Install(root);
var errors = new List<string>();
var parsed = root.Parse(Configured.Complete(root, args, Environment.CurrentDirectory, Environment.GetEnvironmentVariable, errors));
errors.AddRange(UnknownOptions.Find(parsed));
if (errors.Count > 0)
{
    errors.Distinct().ToList().ForEach(error.WriteLine);
    return ExitCode.Usage;
}

// The parser's own answer to a wrong command line is 1, which here means findings. Its own handling of Ctrl-C begins only when a command first waits.
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, Output = output, Error = error }, interruption.Token);
return parsed.Errors.Count > 0 ? ExitCode.Usage : interruption.Code(code);
