using ProtoHarness.Fuzzing.Corpora;

namespace ProtoHarness.Fuzzing;

/// <summary>
/// How many inputs of a corpus are read to their end. That some are not is usual, the fuzzer keeps them for what they reach; that one
/// which was is not any more says that the record has changed.
/// </summary>
/// <param name="Inputs">The inputs.</param>
/// <param name="Unread">Those that the target does not read to the end.</param>
sealed record CorpusReading(int Inputs, int Unread)
{
    public static CorpusReading Of(FrameCutter cutter, string corpus)
    {
        var all = new CorpusFolder(corpus).TakeNew();
        return new CorpusReading(all.Count, all.Count(input => cutter.Complaint(input) is not null));
    }

    /// <summary>What has changed since an earlier reading; null when new inputs may account for all of it.</summary>
    /// <param name="earlier">The earlier reading.</param>
    public string? ChangeSince(CorpusReading earlier)
    {
        // Each input that came since, or was taken out, may be unread or not.
        return Math.Abs(Unread - earlier.Unread) <= Math.Abs(Inputs - earlier.Inputs) ? null
            : $"the record has changed since this corpus was kept: {Unread} of {Inputs} inputs are not read to the end, {earlier.Unread} of {earlier.Inputs} were before; all are kept and used";
    }
}
