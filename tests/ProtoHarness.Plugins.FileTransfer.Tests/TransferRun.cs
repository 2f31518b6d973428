using System.Security.Cryptography;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Plugins.FileTransfer.Tests;

/// <summary>One transfer of given files into a given file system, in memory.</summary>
static class TransferRun
{
    public static (SessionResult Session, IReadOnlyList<SendResult> Sent) Run(IFileSystem from, IFileSystem to, int chunk = 64, ReceiverOptions? options = null, string faults = "", ulong seed = 1, bool lateDigest = false)
    {
        List<SendResult> sent = [];
        var plugin = PluginDefinition.Of(new Plugin(from, to, new SenderOptions { Chunk = chunk, LateDigest = lateDigest ? 0 : long.MaxValue }, options ?? new ReceiverOptions { KeepFree = 0 }, sent));
        var session = SessionRunner.Run(new SessionSpec
        {
            Plugin = plugin, Conversation = plugin.Conversations[0], Seed = new Seed(seed), Faults = faults.Length == 0 ? [] : Engine.Faults.FaultRule.Parse(faults),
        });
        return (session, sent);
    }

    public static byte[] Bytes(int length, ulong seed = 1)
    {
        var bytes = new byte[length];
        new Seed(seed).NewRandom().NextBytes(bytes);
        return bytes;
    }

    public static Offer OfferOf(string path, byte[] content) => new(EntryKind.File, 0, 0, (ulong)content.Length, SHA256.HashData(content), path);

    sealed class Plugin(IFileSystem from, IFileSystem to, SenderOptions sending, ReceiverOptions options, List<SendResult> sent) : IProtocolPlugin
    {
        public void Define(PluginBuilder plugin) => plugin
            .Describe("transfer", "a transfer of given files")
            .Wire<TransferFrame>()
            .Service("receive", "takes them", _ => new ReceiveServer(new TransferStore(to, options)))
            .Conversation("send", "sends them", async context =>
            {
                await using var connection = await context.ConnectAsync(context.Cancellation);
                using var sender = new TransferSender(connection, from, sending);
                foreach (var (path, safe, problem) in FolderWalk.Of(from, null))
                {
                    sent.Add(safe is null ? new SendResult(path, SendOutcome.NotSent, Message: problem!) : await sender.SendAsync(safe, context.Cancellation));
                }

                await sender.EndAsync(context.Cancellation);
            });
    }
}
