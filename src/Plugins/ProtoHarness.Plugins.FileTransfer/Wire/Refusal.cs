using System.Buffers;
using System.Text;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>Why an offer is not taken, for programs and for people.</summary>
/// <param name="Reason">For programs.</param>
/// <param name="Message">For people.</param>
public sealed record Refusal(RefusalReason Reason, string Message)
{
    const int MaxMessage = 1024;

    internal static Refusal Of(in TransferFrame frame) =>
        new((RefusalReason)frame.Value, Encoding.UTF8.GetString(frame.Body.Slice(0, Math.Min(MaxMessage, frame.Body.Length)).ToArray()));
}
