namespace Repository.Tests;

/// <summary>Where the repository is.</summary>
static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ProtoHarness.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("ProtoHarness.sln is in no folder above the tests.");
    }
}
