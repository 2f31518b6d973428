using System.Buffers;

namespace ProtoHarness.Plugins.FileTransfer.Tests.Disk;

/// <summary>Files that are long enough to be written on a thread of their own.</summary>
public sealed class LargeFileTests : IDisposable
{
    const int Large = 8 * 1024 * 1024;

    readonly string _root = Directory.CreateTempSubdirectory("protoharness-").FullName;

    [Theory]
    [InlineData(262_144, 0)]
    [InlineData(262_144, 1)]
    [InlineData(99_991, 12_345)]
    [InlineData(3_000_000, 4095)]
    public void A_large_file_holds_what_was_written_in_order(int piece, int beyond)
    {
        var content = TransferRun.Bytes(Large + (6 * 1024 * 1024) + beyond);
        using (var writer = Open())
        {
            Write(writer, content, piece);
            writer.Sync();
            Assert.Equal(content.Length, writer.Length);
            Assert.Equal(content.Length, new FileInfo(File).Length);
        }

        Assert.True(content.AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(File)));
    }

    [Fact]
    public void A_large_file_is_gone_on_with_after_each_sync_and_after_each_end()
    {
        var content = TransferRun.Bytes(Large + (5 * 1024 * 1024));
        var at = 0;
        foreach (var (until, syncs) in ((int, bool)[])[(Large + 77, false), (Large + 78, true), (Large + 2_000_003, true), (Large + 2_100_000, false), (content.Length, false)])
        {
            using var writer = Open();
            Assert.Equal(at, writer.Length);
            var middle = at + ((until - at) / 2);
            Write(writer, content.AsSpan(at, middle - at), 300_000);
            if (syncs)
            {
                writer.Sync();
                Assert.Equal(middle, new FileInfo(File).Length);
            }

            Write(writer, content.AsSpan(middle, until - middle), 300_000);
            at = until;
        }

        Assert.True(content.AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(File)));
    }

    [Fact]
    public void A_disk_that_is_full_is_told_of_by_the_next_write_or_sync()
    {
        const string Full = "/dev/full";
        if (!System.IO.File.Exists(Full))
        {
            Assert.Skip($"{Full} is not there: this system has no disk that is full");
        }

        using var handle = System.IO.File.OpenHandle(Full, FileMode.Open, FileAccess.Write);
        using var behind = new WriteBehind(handle, 0);
        behind.Write(new ReadOnlySequence<byte>(new byte[5000]));

        var error = Assert.Throws<IOException>(behind.Drain);
        Assert.True(DiskErrors.Of(error).IsFull);
        Assert.Throws<IOException>(() => behind.Write(new ReadOnlySequence<byte>(new byte[5000])));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    string File => Path.Combine(_root, "file");

    IFileWriter Open() => new DiskFileSystem(_root).OpenAppend(SafePath.Parse("file"));

    static void Write(IFileWriter writer, ReadOnlySpan<byte> content, int piece)
    {
        while (!content.IsEmpty)
        {
            var part = content[..Math.Min(piece, content.Length)].ToArray();
            writer.Write(new ReadOnlySequence<byte>(part));

            // They are the caller's again.
            part.AsSpan().Clear();
            content = content[part.Length..];
        }
    }
}
