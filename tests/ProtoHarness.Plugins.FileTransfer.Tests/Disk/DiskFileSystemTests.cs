namespace ProtoHarness.Plugins.FileTransfer.Tests.Disk;

public sealed class DiskFileSystemTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("protoharness-").FullName;

    [Fact]
    public void Files_and_folders_arrive_on_a_disk_with_their_times_and_without_parts()
    {
        var from = new MemoryFileSystem();
        var modified = new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.Zero);
        from.Put("a/b/file.bin", TransferRun.Bytes(5000), modified);
        from.Put("a/none", []);
        var (session, sent) = TransferRun.Run(from, new DiskFileSystem(_root), chunk: 700);

        Assert.True(session.Completed && sent.All(result => result.IsThere), string.Join("; ", session.Roles));
        Assert.Equal(TransferRun.Bytes(5000), File.ReadAllBytes(Path.Combine(_root, "a", "b", "file.bin")));
        Assert.Equal(modified.UtcDateTime, File.GetLastWriteTimeUtc(Path.Combine(_root, "a", "b", "file.bin")));
        Assert.Equal(["file.bin", "none"], Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Select(Path.GetFileName).OrderBy(name => name, StringComparer.Ordinal));

        var back = new MemoryFileSystem();
        Assert.All(TransferRun.Run(new DiskFileSystem(_root), back).Sent, result => Assert.True(result.IsThere, $"{result}"));
        Assert.Equal(from.Paths, back.Paths);
    }

    [Fact]
    public void A_part_on_a_disk_is_gone_on_with()
    {
        var content = TransferRun.Bytes(3000);
        var from = new MemoryFileSystem();
        from.Put("file", content);
        File.WriteAllBytes(Path.Combine(_root, SafePath.Parse("file").PartOf(TransferRun.OfferOf("file", content).Digest.Span).Value), content[..1234]);

        var (_, sent) = TransferRun.Run(from, new DiskFileSystem(_root));

        Assert.Equal(1234, sent.Single().ResumedAt);
        Assert.Equal(content, File.ReadAllBytes(Path.Combine(_root, "file")));
    }

    [Fact]
    public void A_link_on_a_disk_is_never_followed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("making a link takes rights that a user of Windows may lack");
        }

        var outside = Directory.CreateTempSubdirectory("protoharness-outside-").FullName;
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(_root, "link"), outside);
            File.CreateSymbolicLink(Path.Combine(_root, "file"), Path.Combine(outside, "target"));
            var from = new MemoryFileSystem();
            from.Put("link/escaped", [1]);
            from.Put("file", [1]);

            Assert.All(TransferRun.Run(from, new DiskFileSystem(_root)).Sent, result => Assert.Equal(RefusalReason.Collision, result.Reason));
            Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
            Assert.Throws<FileSystemException>(() => new DiskFileSystem(_root).OpenAppend(SafePath.Parse("link/escaped")));
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
