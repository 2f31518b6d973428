using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>The plugin's options and its conversations' parameters.</summary>
public static class TransferSettings
{
    /// <summary>Where received files go.</summary>
    public static readonly Parameter<string> Folder = Parameter.Text("folder", "the folder that received files go to; empty: memory, forgotten at the end", "");

    /// <summary>The largest file.</summary>
    public static readonly Parameter<long> MaxFile = Parameter.Size("max-file", "the largest file that is taken", 1L << 40);

    /// <summary>What stays free.</summary>
    public static readonly Parameter<long> KeepFree = Parameter.Size("keep-free", "the bytes that stay free on the target", 1024 * 1024);

    /// <summary>What is sent.</summary>
    public static readonly Parameter<string> Path = Parameter.Text("path", "the file or folder to send; empty: files made up from the seed", "");

    /// <summary>How many files are made up.</summary>
    public static readonly Parameter<int> Files = Parameter.Int("files", "how many files are made up", 2, min: 1, max: 10_000);

    /// <summary>How long a file that is made up is at most.</summary>
    public static readonly Parameter<long> Bytes = Parameter.Size("bytes", "the longest file that is made up", 200, max: 1 << 30, samples: [1500]);

    /// <summary>How long a chunk is.</summary>
    public static readonly Parameter<long> Chunk = Parameter.Size("chunk", "the bytes of a chunk", TransferFrame.MaxBody, min: 1, max: TransferFrame.MaxBody, samples: [70]);

    /// <summary>From which length on a file is hashed while it is sent.</summary>
    public static readonly Parameter<long> LateDigest = Parameter.Size("late-digest", "files of this length and more are hashed while they are sent, not before", 1024 * 1024, samples: [0]);

    /// <summary>Where pulled files go.</summary>
    public static readonly Parameter<string> Into = Parameter.Text("into", "the folder that pulled files go to; empty: memory, forgotten at the end", "");

    /// <summary>What ends a name in version 0.</summary>
    public static readonly Parameter<TimeSpan> NamePause = Parameter.Duration(
        "name-pause", "version 0: how long a sender says nothing before what it has said is taken for the whole name", TimeSpan.FromSeconds(1));

    /// <summary>What a receiver takes.</summary>
    /// <param name="context">Where the values are.</param>
    /// <returns>The options.</returns>
    public static ReceiverOptions Receiver(RoleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new ReceiverOptions { MaxFile = context.Get(MaxFile), KeepFree = context.Get(KeepFree), Progress = context.Progress };
    }

    /// <summary>How a sender sends.</summary>
    /// <param name="context">Where the values are.</param>
    /// <returns>The options.</returns>
    public static SenderOptions Sender(RoleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new SenderOptions { Chunk = (int)context.Get(Chunk), LateDigest = context.Get(LateDigest), Progress = context.Progress };
    }
}
