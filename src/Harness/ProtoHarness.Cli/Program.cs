using System.CommandLine;
using ProtoHarness.Cli;

var parsed = Root.Create().Parse(args);

// The parser's own answer to a wrong command line is 1, which here means findings.
return await parsed.InvokeAsync() is var code && parsed.Errors.Count > 0 ? ExitCode.Usage : code;
