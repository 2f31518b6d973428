using NJsonSchema;

namespace ProtoHarness.Engine.Tests.Reports;

/// <summary>The JSON schema of SARIF 2.1.0 that OASIS publishes, as npm's <c>@microsoft/sarif-multitool-linux</c> 5.7.0 carries it (MIT).</summary>
static class SarifSchema
{
    static readonly Lazy<JsonSchema> Published = new(() =>
        JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "sarif-2.1.0.json"))).GetAwaiter().GetResult());

    /// <summary>What is wrong with a log, each with where; empty when nothing is.</summary>
    public static IReadOnlyList<string> Problems(string log) => [.. Published.Value.Validate(log).Select(error => error.ToString())];
}
