using System.Reflection;
using System.Runtime.InteropServices;
using ProtoHarness.Framing.Tests.Samples;

namespace ProtoHarness.Framing.Tests.Aot;

public class AotTests
{
    [Fact]
    public async Task Frames_of_a_program_compiled_ahead_of_time_are_the_same_bytes()
    {
        RequireCompiler();
        var folder = Directory.CreateTempSubdirectory("protoharness-aot-").FullName;
        try
        {
            // Outside of the solution, so that its settings and lock files stay out of it.
            var app = Path.Combine(folder, "app");
            Directory.CreateDirectory(app);
            foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "AotApp")))
            {
                File.Copy(file, Path.Combine(app, Path.GetFileName(file)));
            }

            var output = Path.Combine(folder, "out");
            string[] publish =
            [
                "dotnet", "publish", "-c", "Release", "-r", Runtime, "-o", output, "--nodereuse:false", "-p:UseSharedCompilation=false", "-v", "minimal",
                $"-p:FramingAssembly={Baked("Framing")}", $"-p:GeneratorAssembly={Baked("Generator")}",
            ];
            var (code, log) = await Publishing.RunAsync(app, Path.Combine(folder, "publish.log"), publish);
            Assert.True(code == 0, log);

            var frames = string.Join('\n', Frames());
            var input = Path.Combine(folder, "frames");
            await File.WriteAllTextAsync(input, frames, TestContext.Current.CancellationToken);
            (code, log) = await Publishing.RunAsync(folder, Path.Combine(folder, "run.log"), Path.Combine(output, "AotApp"), input);
            Assert.True(code == 0, log);
            Assert.Equal(frames, log.TrimEnd());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Runtime => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    static IEnumerable<string> Frames()
    {
        var random = new Random(20);
        foreach (var codec in SampleFrames.Codecs)
        {
            foreach (var bytes in SampleFrames.Encoded(codec, random, 20).Where(bytes => bytes.Length < 2000))
            {
                yield return $"{codec.Schema.Name} {Convert.ToHexString(bytes)}";
            }
        }
    }

    static string Baked(string name) =>
        typeof(AotTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;

    static void RequireCompiler()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (OperatingSystem.IsLinux() && path.Any(folder => File.Exists(Path.Combine(folder, "clang"))))
        {
            return;
        }

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "NativeAOT needs clang, and in CI it must be there.");
        Assert.Skip("NativeAOT is tried on Linux, with a linker: apt-get install clang zlib1g-dev");
    }
}
