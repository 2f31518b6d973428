using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Output;
using ProtoHarness.Plugins.TlsProbe.Certificates;
using ProtoHarness.Plugins.TlsProbe.Fleet;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.StartTls;

namespace ProtoHarness.Cli.Probe;

/// <summary><c>protoharness probe</c>: what TLS servers present.</summary>
static class ProbeCommand
{
    public static Command Create()
    {
        var targets = new Argument<string[]>("HOST[:PORT]") { Description = "Servers; - reads them from standard input, one a line.", Arity = ArgumentArity.ZeroOrMore };
        var file = new Option<string?>("--file") { Description = "A file with servers, one a line; # begins a comment.", HelpName = "FILE" };
        var port = new Option<int?>("--port") { Description = "The port where none is written; 443, or that of --starttls.", HelpName = "N" };
        var startTls = new Option<string?>("--starttls") { Description = "What is spoken before TLS.", HelpName = string.Join('|', StartTlsProtocols.All.Select(one => one.Name)) };
        startTls.AcceptOnlyFromAmong([.. StartTlsProtocols.All.Select(one => one.Name)]);
        var name = new Option<string?>("--servername") { Description = "The name that is sent and must be presented, where it is not the host.", HelpName = "NAME" };
        var ca = new Option<string[]>("--ca") { Description = "A file with trusted roots (PEM or DER) instead of this machine's.", HelpName = "FILE" };
        var pin = new Option<string[]>("--pin") { Description = "SHA-256 of a public key, base64; one of them must be presented.", HelpName = "PIN" };
        pin.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                Require(result, IsHash(token.Value), $"'{token.Value}' is not what --pin takes: write the 32 bytes of a SHA-256 in base64, as the record's \"pin\" is");
            }
        });
        var warning = ThresholdOption("--warning", "Warn when so little is left: days, or a part of the lifetime (30 d, or a third).");
        var critical = ThresholdOption("--critical", "Critical when so little is left (14 d, or a sixth).");
        var quick = new Option<bool>("--quick") { Description = "One handshake for the certificates; no versions, suites and groups." };
        var format = new Option<string>("--format") { Description = "How records are printed.", HelpName = "text|json|nagios|prometheus", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "nagios", "prometheus");
        var json = CommonOptions.Json();
        var inFlight = Number("--in-flight", "Handshakes at once.", new FleetOptions().InFlight, 1, 10_000);
        var rate = new Option<double>("--rate") { Description = "New connections a second to one address.", HelpName = "N", DefaultValueFactory = _ => new FleetOptions().Rate };
        rate.Validators.Add(result => Require(result, result.GetValueOrDefault<double>() is > 0 and <= 100_000, "--rate takes a number above 0"));
        var retries = Number("--retries", "How often a refused connection is tried again.", new ProbeLimits().Retries, 0, 10);
        var connect = Budget("--connect-timeout", "The budget of one connection.", new ProbeLimits().Connect);
        var handshake = Budget("--handshake-timeout", "The budget of one handshake.", new ProbeLimits().Handshake);
        var target = Budget("--target-timeout", "The budget of one server.", new ProbeLimits().Target);
        var seed = CommonOptions.Seed();
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var command = new Command("probe", "Say what TLS servers present: certificates, versions, suites, and what is wrong with them.")
        {
            targets, file, port, startTls, name, ca, pin, warning, critical, quick, format, json, inFlight, rate, retries, connect, handshake, target, seed, noColor, quiet,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            try
            {
                var protocol = StartTlsProtocols.All.FirstOrDefault(one => one.Name == parsed.GetValue(startTls));
                var options = new ProbeOptions
                {
                    Depth = parsed.GetValue(quick) ? ProbeDepth.Chain : ProbeDepth.Full,
                    Confirm = !parsed.GetValue(quick),
                    StartTls = protocol,
                    Limits = new() { Connect = parsed.GetValue(connect), Handshake = parsed.GetValue(handshake), Target = parsed.GetValue(target), Retries = parsed.GetValue(retries) },
                    Trust = new()
                    {
                        Roots = Roots(parsed.GetValue(ca)), Pins = parsed.GetValue(pin) ?? [],
                        Warning = parsed.GetValue(warning) ?? Threshold.Warning, Critical = parsed.GetValue(critical) ?? Threshold.Critical,
                    },
                };
                var run = new ProbeRun(screen, Writer(parsed.GetValue(json) ? "json" : parsed.GetValue(format)!))
                {
                    Options = options,
                    Fleet = new() { InFlight = parsed.GetValue(inFlight), Rate = parsed.GetValue(rate) },
                    Port = parsed.GetValue(port) ?? protocol?.Port ?? ProbeTarget.DefaultPort,
                    Name = parsed.GetValue(name),
                    Seed = parsed.GetValue(seed),
                };
                return await run.RunAsync(TargetLines.Read(parsed.GetValue(targets)!, parsed.GetValue(file)), cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
            {
                screen.Error(e.Message);
                return ProbeRun.Unknown;
            }
        });
        return command;
    }

    static IRecordWriter Writer(string format) => format switch
    {
        "json" => new JsonRecords(),
        "nagios" => new NagiosRecords(),
        "prometheus" => new PrometheusRecords(),
        _ => new TextRecords(),
    };

    static X509Certificate2Collection? Roots(string[]? files)
    {
        if (files is null or [])
        {
            return null;
        }

        var roots = new X509Certificate2Collection();
        foreach (var path in files)
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
            {
                roots.ImportFromPem(File.ReadAllText(path));
            }
            else
            {
                roots.Add(X509CertificateLoader.LoadCertificate(bytes));
            }
        }

        return roots;
    }

    static bool IsHash(string base64) => Convert.TryFromBase64String(base64, new byte[SHA256.HashSizeInBytes], out var length) && length == SHA256.HashSizeInBytes;

    static Option<Threshold?> ThresholdOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DAYS|PART%",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (!Threshold.TryParse(text, out var threshold))
            {
                result.AddError($"'{text}' is not what {name} takes: write 30d or 25%");
            }

            return threshold;
        },
    };

    static Option<TimeSpan> Budget(string name, string description, TimeSpan usual) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (!Quantity.TryParseDuration(text, out var time) || time <= TimeSpan.Zero)
            {
                result.AddError($"'{text}' is not what {name} takes: write a span of time such as 5s");
            }

            return time;
        },
    };

    static Option<int> Number(string name, string description, int usual, int min, int max)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() is var n && n >= min && n <= max, $"{name} takes a number from {min} to {max}"));
        return option;
    }

    static void Require(OptionResult result, bool condition, string error)
    {
        if (!condition)
        {
            result.AddError(error);
        }
    }
}
