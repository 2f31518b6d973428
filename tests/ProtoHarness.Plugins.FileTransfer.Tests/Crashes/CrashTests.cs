using System.Buffers;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Plugins.FileTransfer.Tests.Crashes;

/// <summary>Whoever dies at any moment leaves the old file or the new one, and the next run goes on.</summary>
public class CrashTests
{
    const string Name = "folder/file.bin";
    static readonly byte[] Old = TransferRun.Bytes(300, 7);
    static readonly byte[] New = TransferRun.Bytes(500, 8);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_crash_at_every_operation_leaves_the_old_file_or_the_new_one_and_the_next_run_completes(bool lateDigest) =>
        Assert.Null(FirstLoss(files => files, lateDigest));

    [Fact]
    public void A_receiver_that_does_not_sync_is_found_by_the_same_test() =>
        Assert.NotNull(FirstLoss(files => new WithoutSync(files)));

    [Fact]
    public void A_failure_of_every_operation_leaves_the_old_file_or_the_new_one_and_is_told_to_the_sender()
    {
        for (var n = 1; n <= Operations(); n++)
        {
            var target = Target();
            target.FailAt = n;
            var (session, sent) = TransferRun.Run(Source(), target);

            Assert.True(session.Completed, $"operation {n}: {string.Join("; ", session.Roles)}");
            Assert.Contains<byte[]>([Old, New], content => content.AsSpan().SequenceEqual(target.Content(Name)));
            Assert.True(target.Content(Name)!.AsSpan().SequenceEqual(New) || sent.Any(result => !result.IsThere), $"operation {n}: the sender was told that the new file is there");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_connection_lost_at_every_byte_leaves_the_old_file_or_the_new_one_and_the_next_run_goes_on(bool lateDigest)
    {
        var length = TransferRun.Run(Source(), Target(), lateDigest: lateDigest).Session.Directions.First().WrittenCount;
        var resumed = 0;
        for (var at = 0L; at < length; at++)
        {
            var target = Target();
            var (_, first) = TransferRun.Run(Source(), target, faults: $"C>S reset @{at}", lateDigest: lateDigest);
            Assert.Contains<byte[]>([Old, New], content => content.AsSpan().SequenceEqual(target.Content(Name)));
            var (session, sent) = TransferRun.Run(Source(), target, lateDigest: lateDigest);

            Assert.True(session.Completed, string.Join("; ", session.Roles));
            Assert.Equal(New, target.Content(Name));
            resumed += sent.Count(result => result.ResumedAt > 0);
        }

        Assert.True(resumed > 400, $"of {length} breaks {resumed} were gone on with in the middle of the file");
    }

    [Fact]
    public void A_disk_that_is_full_at_any_byte_leaves_the_old_file_and_the_sender_is_told()
    {
        for (var room = Old.Length; room < Old.Length + New.Length; room += 13)
        {
            var target = new MemoryFileSystem(room);
            target.Put(Name, Old);
            var (session, sent) = TransferRun.Run(Source(), target);

            Assert.True(session.Completed, string.Join("; ", session.Roles));
            Assert.Equal(Old, target.Content(Name));
            Assert.Equal(RefusalReason.NoSpace, Assert.Single(sent, result => !result.IsThere).Reason);
        }
    }

    /// <summary>The first crash after which the file is neither the old nor the new one, or the next run does not complete.</summary>
    static string? FirstLoss(Func<IFileSystem, IFileSystem> seenAs, bool lateDigest = false)
    {
        var operations = Operations(lateDigest);
        Assert.True(operations > 10);
        for (var n = 1; n <= operations; n++)
        {
            for (var seed = 0UL; seed < 24; seed++)
            {
                var target = Target();
                target.CrashAt = n;
                TransferRun.Run(Source(), seenAs(target), lateDigest: lateDigest);
                var found = target.Recover(seed == 0 ? null : new Seed(seed).NewRandom());
                if (found.Content(Name) is not { } content || !(content.AsSpan().SequenceEqual(Old) || content.AsSpan().SequenceEqual(New)))
                {
                    return $"a crash at operation {n} left a file that is neither (seed {seed})";
                }

                var (session, _) = TransferRun.Run(Source(), found, lateDigest: lateDigest);
                if (!session.Completed || !found.Content(Name)!.AsSpan().SequenceEqual(New))
                {
                    return $"after a crash at operation {n} the next run did not complete (seed {seed}): {string.Join("; ", session.Roles)}";
                }
            }
        }

        return null;
    }

    static int Operations(bool lateDigest = false)
    {
        var target = Target();
        TransferRun.Run(Source(), target, lateDigest: lateDigest);
        return target.Operations;
    }

    static MemoryFileSystem Source()
    {
        var files = new MemoryFileSystem();
        files.Put(Name, New);
        return files;
    }

    static MemoryFileSystem Target()
    {
        var files = new MemoryFileSystem();
        files.Put(Name, Old);
        return files;
    }

    /// <summary>The bug that the crash test is for: nothing is ever synced.</summary>
    sealed class WithoutSync(IFileSystem inner) : IFileSystem
    {
        public long FreeBytes => inner.FreeBytes;

        public FileFacts? Find(SafePath path) => inner.Find(path);

        public IReadOnlyList<string> List(SafePath? folder) => inner.List(folder);

        public void CreateFolder(SafePath path) => inner.CreateFolder(path);

        public IFileReader OpenRead(SafePath path) => inner.OpenRead(path);

        public IFileWriter OpenAppend(SafePath path) => new Writer(inner.OpenAppend(path));

        public void Replace(SafePath from, SafePath to) => inner.Replace(from, to);

        public void Delete(SafePath path) => inner.Delete(path);

        public void SetFacts(SafePath path, int mode, DateTimeOffset modified) => inner.SetFacts(path, mode, modified);

        public void SyncFolder(SafePath? folder) => inner.SyncFolder(folder);

        sealed class Writer(IFileWriter inner) : IFileWriter
        {
            public long Length => inner.Length;

            public void Write(in ReadOnlySequence<byte> bytes) => inner.Write(bytes);

            public void Sync()
            {
            }

            public void Dispose() => inner.Dispose();
        }
    }
}
