using System.Diagnostics;
using System.Text;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Others;

/// <summary>Foreign programs: a test that needs one is skipped without it, and says what to install; in CI it fails.</summary>
static class OpenSsl
{
    /// <summary>Demands a program.</summary>
    public static void Need(string program)
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
        if (isThere)
        {
            return;
        }

        var text = $"{program} is not installed; install it with: apt-get install {program}";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(text);
        }

        Assert.Skip(text);
    }

    /// <summary>Runs a program to its end with nothing to read, and gives what it printed.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await output + await errors;
    }

    /// <summary>Starts a server of openssl with everything switched on, at a free port.</summary>
    public static async Task<(Process Process, int Port)> ServeAsync(string certificate, string key, params string[] more)
    {
        var process = Start("openssl",
        [
            "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www", "-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0",
            "-ciphersuites", "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256", .. more,
        ]);
        var text = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            text.AppendLine(line);
            if (line.StartsWith("ACCEPT", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                return (process, int.Parse(line[(line.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException($"openssl s_server ended: {text}");
    }

    static Process Start(string program, string[] arguments)
    {
        // A program that waits for ever becomes a failed assertion instead of a test that never ends.
        var start = new ProcessStartInfo("timeout", ["60", program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // The machine's policy must not hide what the programs can do.
        start.Environment["OPENSSL_CONF"] = "/dev/null";
        return Process.Start(start)!;
    }
}
