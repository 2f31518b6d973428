using System.IO.Compression;

namespace EndToEnd.Tests.Packages;

/// <summary>A folder that <c>dotnet pack</c> filled, and beside it a place for projects that know nothing but it.</summary>
public sealed class PackedFolder : IAsyncLifetime
{
    readonly TempFolder _temp = new();

    /// <summary>Where the packages are.</summary>
    public string Packages => _temp.At("packages");

    /// <summary>Where the tool is installed.</summary>
    public string Tool => _temp.At("tools", OperatingSystem.IsWindows() ? "protoharness.exe" : "protoharness");

    /// <summary>A folder outside the repository whose only source is <see cref="Packages"/>.</summary>
    public string Outside => _temp.At("outside");

    /// <summary>The entries of a package.</summary>
    public List<string> Entries(string file)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Packages, file));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    public async ValueTask InitializeAsync()
    {
        (await EndToEnd.Tests.Tool.DotnetAsync(
            EndToEnd.Tests.Tool.Repository, "pack", "ProtoHarness.sln", "--no-build", "-c", EndToEnd.Tests.Tool.Baked("Configuration"), "-o", Packages, "-v", "q")).Ends(0);

        // What comes from elsewhere is taken from where this build restored it to, so that no network is needed;
        // ours is unpacked into a folder of its own, because a version that is unpacked once is never looked at again.
        _temp.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="unpacked" /></config>
              <packageSources><clear /><add key="packed" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="restored" value="{EndToEnd.Tests.Tool.Baked("Packages")}" /></fallbackPackageFolders>
            </configuration>
            """);
        Directory.CreateDirectory(Outside);
        (await EndToEnd.Tests.Tool.DotnetAsync(Outside, "tool", "install", "ProtoHarness.Cli", "--tool-path", _temp.At("tools"), "--version", "0.1.0")).Ends(0);
    }

    public ValueTask DisposeAsync()
    {
        _temp.Dispose();
        return ValueTask.CompletedTask;
    }
}
