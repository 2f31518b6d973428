using System.Text.Json;

namespace ProtoHarness.Fuzzing.Isolation;

/// <summary>What a worker process is told to do.</summary>
/// <param name="Target">The reference of the target.</param>
/// <param name="Folder">The campaign's folder.</param>
/// <param name="Stage">The shared file.</param>
/// <param name="Options">The settings of its loop.</param>
sealed record WorkerSpec(string Target, string Folder, string Stage, FuzzOptions Options)
{
    /// <summary>How many workers died of copies of a kept input, by its identity.</summary>
    public Dictionary<ulong, int> Deaths { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this);

    public static WorkerSpec FromJson(string json) =>
        JsonSerializer.Deserialize<WorkerSpec>(json) ?? throw new InvalidOperationException("a worker was started without its settings");
}
