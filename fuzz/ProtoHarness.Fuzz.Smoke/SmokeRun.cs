using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzz.Smoke;

/// <summary>
/// Runs targets one after the other within one budget. What is left of it is divided among the targets that are left, so that the time is
/// kept however long it takes to load them; each runs its seeds at least.
/// </summary>
/// <param name="folder">Where campaigns keep what they find.</param>
/// <param name="time">The clock.</param>
sealed class SmokeRun(string folder, TimeProvider time)
{
    /// <summary>The shortest loop: seeds run in any case.</summary>
    static readonly TimeSpan Least = TimeSpan.FromMilliseconds(20);

    /// <summary>The canary is to be found in so many executions, whatever the time; it usually takes a hundredth of that.</summary>
    const long CanaryExecutions = 400_000;

    TimeSpan _loading;

    /// <summary>Runs targets.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="budget">How long they may take in all.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async IAsyncEnumerable<SmokeVerdict> RunAsync(
        IReadOnlyList<TargetSource> targets, TimeSpan budget, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var started = time.GetTimestamp();
        for (var i = 0; i < targets.Count; i++)
        {
            var until = budget * (i + 1) / targets.Count;
            yield return await RunOneAsync(targets[i], until - time.GetElapsedTime(started), cancellation).ConfigureAwait(false);
        }
    }

    async Task<SmokeVerdict> RunOneAsync(TargetSource target, TimeSpan share, CancellationToken cancellation)
    {
        var own = Path.Combine([folder, .. target.Name.Split('/')]);
        var corpus = new CorpusFolder(Path.Combine(own, "corpus"));
        var seeds = SmokeTargets.Seeds(target.Name).Count(seed => corpus.Add(seed));
        var loop = new FuzzOptions { Dictionary = SmokeTargets.Words(target.Name), MaxFindings = 1 };
        loop = target.IsCanary ? loop with { MaxExecutions = CanaryExecutions }
            : loop with { MaxTime = share - _loading > Least ? share - _loading : Least };
        var start = time.GetTimestamp();
        var options = new FuzzCampaignOptions { Folder = own, Loop = loop, SharesCopies = true };
        var result = await new FuzzCampaign(target, options, time).RunAsync(cancellation).ConfigureAwait(false);
        _loading = time.GetElapsedTime(start) - result.Last.Elapsed;
        return SmokeVerdict.Of(result, seeds, target.IsCanary);
    }
}
