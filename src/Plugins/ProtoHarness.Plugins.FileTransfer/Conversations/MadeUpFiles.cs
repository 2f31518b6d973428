using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>Files made up from the seed, in a folder that no other client uses.</summary>
static class MadeUpFiles
{
    static readonly DateTimeOffset Modified = new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A folder with files in it, and with a folder in it that stays empty.</summary>
    public static (MemoryFileSystem Files, SafePath Folder) Make(ConversationContext context, int count) => Make(context, count, context.Get(TransferSettings.Bytes));

    /// <summary>The same, of a length that is no parameter.</summary>
    public static (MemoryFileSystem Files, SafePath Folder) Make(RoleContext context, int count, long bytes)
    {
        var files = new MemoryFileSystem(long.MaxValue);
        var folder = SafePath.Parse($"f{context.Random.NextInt64() & 0xffff_ffff:x8}");
        for (var i = 0; i < count; i++)
        {
            var content = new byte[context.Random.NextInt64(bytes + 1)];
            context.Random.NextBytes(content);
            files.Put($"{folder}/{(i % 2 == 0 ? "" : "sub/")}{i + 1}.bin", content, Modified);
        }

        files.Put($"{folder}/empty", FileType.Folder);
        return (files, folder);
    }
}
