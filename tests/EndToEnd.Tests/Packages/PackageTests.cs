namespace EndToEnd.Tests.Packages;

/// <summary>What users get is what <c>dotnet pack</c> makes: everything here knows the packages and nothing of the repository.</summary>
public sealed class PackageTests(PackedFolder packed) : IClassFixture<PackedFolder>
{
    const string Version = "0.1.0";

    static readonly string[] Libraries = ["Abstractions", "Engine", "Framing", "Fuzzing", "Pooling", "Testing"];

    [Fact]
    public void Every_package_carries_the_readme_the_licence_and_its_symbols()
    {
        string[] expected = [.. Libraries.Append("Cli").Select(name => $"ProtoHarness.{name}").Order(StringComparer.Ordinal)];
        Assert.Equal(expected, Directory.EnumerateFiles(packed.Packages, "*.nupkg").Select(path => Path.GetFileName(path).Replace($".{Version}.nupkg", "")).Order(StringComparer.Ordinal));
        foreach (var id in expected)
        {
            var entries = packed.Entries($"{id}.{Version}.nupkg");
            Assert.Contains("README.md", entries);
            Assert.Contains("LICENSE", entries);
            Assert.Contains(packed.Entries($"{id}.{Version}.snupkg"), entry => entry.EndsWith(".pdb", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_generator_is_inside_the_package_of_Framing_and_beside_the_engine()
    {
        var framing = packed.Entries($"ProtoHarness.Framing.{Version}.nupkg");
        Assert.Contains("analyzers/dotnet/cs/ProtoHarness.Generators.dll", framing);
        Assert.Contains("analyzers/dotnet/cs/ProtoHarness.Generators.CodeFixes.dll", framing);
        Assert.Contains("lib/net9.0/ProtoHarness.Framing.dll", framing);
        Assert.Contains("generators/ProtoHarness.Generators.dll", packed.Entries($"ProtoHarness.Engine.{Version}.nupkg"));
    }

    [Fact]
    public async Task The_installed_tool_follows_the_readme_with_a_first_plugin()
    {
        var folder = Folder("first");
        Directory.CreateDirectory(Path.Combine(folder, "samples"));
        File.Copy(Path.Combine(Tool.Repository, "samples", "KeyValue.cs"), Path.Combine(folder, "samples", "KeyValue.cs"));

        var check = await Tool.ProgramAsync(folder, packed.Tool, "check", "samples/KeyValue.cs", "--effort", "0.2");
        Assert.Contains("laws held on 1 plugin.", check.Ends(0).Output, StringComparison.Ordinal);

        (await Tool.ProgramAsync(folder, packed.Tool, "plugin", "new", "MyProto", "--single-file")).Ends(0);
        Assert.Contains("laws held on 1 plugin.", (await Tool.ProgramAsync(folder, packed.Tool, "check", "./MyProto.cs", "--effort", "0.2")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("length-prefix", (await Tool.ProgramAsync(folder, packed.Tool, "plugin", "list")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_project_and_its_tests_need_nothing_but_the_packages()
    {
        var folder = Folder("author");
        Directory.CreateDirectory(Path.Combine(folder, "KeyValue"));
        File.Copy(Path.Combine(Tool.Repository, "samples", "KeyValue.cs"), Path.Combine(folder, "KeyValue", "KeyValue.cs"));
        Write(folder, "KeyValue/KeyValue.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <EnableDynamicLoading>true</EnableDynamicLoading>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ProtoHarness.Abstractions" Version="{Version}" ExcludeAssets="runtime" />
                <Using Include="ProtoHarness.Abstractions;ProtoHarness.Framing" />
              </ItemGroup>
            </Project>
            """);
        Write(folder, "KeyValue.Tests/KeyValue.Tests.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../KeyValue/KeyValue.csproj" />
                <PackageReference Include="ProtoHarness.Testing" Version="{Version}" />
                <PackageReference Include="xunit.v3" Version="3.2.2" />
                <Using Include="Xunit;ProtoHarness.Testing.Xunit" />
              </ItemGroup>
            </Project>
            """);
        Write(folder, "KeyValue.Tests/MessageTests.cs", """
            using System.Buffers;
            using ProtoHarness.Framing;

            public class MessageTests
            {
                [Property]
                public void A_message_reads_back(byte[] value)
                {
                    var buffer = new ArrayBufferWriter<byte>();
                    Message.Create(Verb.Put, "key", value).Write(buffer);
                    Assert.True(Message.TryRead(buffer.WrittenSpan, out var read).IsComplete);
                    Assert.Equal(value, read.Value);
                }
            }
            """);

        (await Tool.DotnetAsync(folder, "build", "KeyValue.Tests", "-v", "q", "--tl:off")).Ends(0);
        Assert.False(File.Exists(Path.Combine(folder, "KeyValue/bin/Debug/net10.0/ProtoHarness.Abstractions.dll")), "the contract is the host's, and must not lie beside the plugin");
        Assert.Contains("laws held on 1 plugin.", (await Tool.ProgramAsync(folder, packed.Tool, "check", "KeyValue/bin/Debug/net10.0/KeyValue.dll", "--effort", "0.2")).Ends(0).Output, StringComparison.Ordinal);
        (await Tool.DotnetAsync(folder, "KeyValue.Tests/bin/Debug/net10.0/KeyValue.Tests.dll")).Ends(0);
        Assert.True(File.Exists(Path.Combine(folder, "KeyValue.Tests/bin/Debug/net10.0/generators/ProtoHarness.Generators.dll")), "the engine's package must bring the generator to whoever runs source plugins");
    }

    string Folder(string name) => Directory.CreateDirectory(Path.Combine(packed.Outside, name)).FullName;

    static void Write(string folder, string name, string content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
