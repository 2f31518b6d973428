using System.Reflection;

namespace ProtoHarness.Generators.Tests.Support;

/// <summary>Folders of the source tree, baked in when this assembly was built.</summary>
static class Folders
{
    public static string Tests => Baked("TestFolder");

    public static string Generator => Baked("GeneratorFolder");

    static string Baked(string key) => typeof(Folders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
