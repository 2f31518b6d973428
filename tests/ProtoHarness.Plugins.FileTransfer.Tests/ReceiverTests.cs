using System.Buffers;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.FileTransfer.Tests;

public class ReceiverTests
{
    [Property(MaxTest = 60)]
    public void Any_files_arrive_whole_whatever_the_size_of_chunks(byte files, ushort bytes, byte chunk, bool lateDigest)
    {
        var from = new MemoryFileSystem();
        for (var i = 0; i <= files % 6; i++)
        {
            from.Put($"{(i % 2 == 0 ? "" : "a/b/")}{i}.bin", TransferRun.Bytes((bytes + (i * 37)) % 3000, (ulong)i));
        }

        var to = new MemoryFileSystem();
        var (session, sent) = TransferRun.Run(from, to, 1 + chunk, lateDigest: lateDigest);

        Assert.True(session.Completed, string.Join("; ", session.Roles));
        Assert.All(sent, result => Assert.True(result.IsThere, $"{result}"));
        Assert.Equal(from.Paths, to.Paths);
        Assert.All(from.Paths, path => Assert.Equal(from.Content(path), to.Content(path)));
    }

    [Fact]
    public void What_is_there_already_is_not_sent_again_and_no_part_is_left()
    {
        var from = new MemoryFileSystem();
        from.Put("a/one", TransferRun.Bytes(400));
        var to = new MemoryFileSystem();
        Assert.Equal([SendOutcome.Had, SendOutcome.Stored], TransferRun.Run(from, to).Sent.Select(result => result.Outcome));
        Assert.Equal([SendOutcome.Had, SendOutcome.Had], TransferRun.Run(from, to).Sent.Select(result => result.Outcome));
        Assert.Equal(["a/one"], to.Paths);
    }

    [Fact]
    public void A_file_without_digest_that_may_be_there_is_offered_again_with_it()
    {
        var from = new MemoryFileSystem();
        from.Put("same", TransferRun.Bytes(400));
        from.Put("other", TransferRun.Bytes(400));
        var to = new MemoryFileSystem();
        to.Put("same", TransferRun.Bytes(400));
        to.Put("other", TransferRun.Bytes(400, 2));

        var sent = TransferRun.Run(from, to, lateDigest: true).Sent;

        Assert.Equal([("other", SendOutcome.Stored), ("same", SendOutcome.Had)], sent.Select(result => (result.Path, result.Outcome)));
        Assert.Equal(from.Content("other"), to.Content("other"));
        Assert.Equal(["other", "same"], to.Paths);
    }

    [Fact]
    public void Folders_have_their_modes_and_times_when_all_that_is_in_them_has_come()
    {
        var modified = new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.Zero);
        var from = new MemoryFileSystem();
        from.Put("a/b/file", TransferRun.Bytes(100));
        var folders = ((string[])["a", "a/b"]).Select(SafePath.Parse).ToList();
        folders.ForEach(folder => from.SetFacts(folder, 0b101_101_101, modified));
        var to = new MemoryFileSystem();

        TransferRun.Run(from, to);

        Assert.All(folders, folder => Assert.Equal((0b101_101_101, modified), (to.Find(folder)!.Value.Mode, to.Find(folder)!.Value.Modified)));
    }

    [Theory]
    [InlineData("Readme", "README")]
    [InlineData("stra\u00dfe/\u00e4", "stra\u00dfe/\u00c4")]
    [InlineData("a/b", "A/c")]
    public void Names_that_some_system_takes_for_one_are_refused(string there, string offered)
    {
        var to = new MemoryFileSystem();
        to.Put(there, [1]);
        var from = new MemoryFileSystem();
        from.Put(offered, [2]);

        Assert.Equal(RefusalReason.Collision, TransferRun.Run(from, to).Sent.Last().Reason);
        Assert.Equal([1], to.Content(there));
    }

    [Theory]
    [InlineData("link/file")]
    [InlineData("folder/link")]
    public void Nothing_is_written_through_or_over_a_link(string offered)
    {
        var to = new MemoryFileSystem();
        to.Put("link", FileType.Other);
        to.Put("folder", FileType.Folder);
        to.Put("folder/link", FileType.Other);
        var from = new MemoryFileSystem();
        from.Put(offered, [2]);

        Assert.Equal(RefusalReason.Collision, TransferRun.Run(from, to).Sent.Last().Reason);
        Assert.Empty(to.Paths);
    }

    [Fact]
    public void A_part_with_other_bytes_than_the_file_has_costs_one_more_try_and_no_more()
    {
        var content = TransferRun.Bytes(400);
        var from = new MemoryFileSystem();
        from.Put("file", content);
        var to = new MemoryFileSystem();
        var part = SafePath.Parse("file").PartOf(TransferRun.OfferOf("file", content).Digest.Span).Value;
        Plant(to, part, TransferRun.Bytes(100, 99));

        var (session, sent) = TransferRun.Run(from, to);

        Assert.True(session.Completed && sent.Single().Outcome == SendOutcome.Stored, $"{sent.Single()}");
        Assert.Equal(content, to.Content("file"));
        Assert.Equal(["file"], to.Paths);
    }

    [Fact]
    public void A_file_that_is_too_large_or_finds_no_room_is_refused_before_a_byte_is_sent()
    {
        var from = new MemoryFileSystem();
        from.Put("file", new byte[1000]);
        Assert.Equal(RefusalReason.TooLarge, TransferRun.Run(from, new MemoryFileSystem(), options: new ReceiverOptions { MaxFile = 999 }).Sent.Single().Reason);
        Assert.Equal(RefusalReason.NoSpace, TransferRun.Run(from, new MemoryFileSystem(1500), options: new ReceiverOptions { KeepFree = 501 }).Sent.Single().Reason);
        Assert.True(TransferRun.Run(from, new MemoryFileSystem(1500), options: new ReceiverOptions { KeepFree = 500 }).Sent.Single().IsThere);
    }

    [Fact]
    public void A_file_that_finds_no_room_leaves_no_part_behind_and_takes_none_away()
    {
        var from = new MemoryFileSystem();
        var content = TransferRun.Bytes(1000, 1);
        from.Put("file", content);
        var (empty, begun) = (new MemoryFileSystem(1500), new MemoryFileSystem(1500));
        var part = SafePath.Parse("file").PartOf(TransferRun.OfferOf("file", content).Digest.Span).Value;
        Plant(begun, part, content[..100]);

        foreach (var to in (MemoryFileSystem[])[empty, begun])
        {
            Assert.Equal(RefusalReason.NoSpace, TransferRun.Run(from, to, options: new ReceiverOptions { KeepFree = 501 }).Sent.Single().Reason);
        }

        Assert.Empty(empty.Paths);
        Assert.Equal([part], begun.Paths);
    }

    /// <summary>No peer may write such a name; a crash leaves one.</summary>
    static void Plant(MemoryFileSystem files, string part, byte[] content)
    {
        using var writer = files.OpenAppend(SafePath.Parse("file").PartOf(Convert.FromHexString(part.Split('.')[^2])));
        writer.Write(new ReadOnlySequence<byte>(content));
    }
}
