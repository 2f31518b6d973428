namespace ProtoHarness.Plugins.Smux;

/// <summary>The services of the plugin.</summary>
static class SmuxServices
{
    internal const string Echo = "echo";
    internal const string Sink = "sink";
    internal const string Source = "source";
    internal const string Rand = "rand";
    internal const string Abandon = "abandon";

    internal static SmuxService[] All =>
    [
        new(Echo, "sends back what each stream sends, and ends it when the client has", (stream, tally, context) =>
            StreamServices.EchoAsync(stream, tally, context.Cancellation)),
        new(Sink, "takes a length and as many bytes, and answers with their CRC-32C", (stream, tally, context) =>
            StreamServices.SinkAsync(stream, tally, sums: true, context.Cancellation)),
        new(Source, "takes a length and sends as many bytes", (stream, tally, context) =>
            StreamServices.SourceAsync(stream, tally, context.Cancellation)),
        new(Rand, "answers each RAND with a random number of eight bytes", (stream, tally, context) =>
            StreamServices.RandAsync(stream, tally, context.NextRandom, context.Cancellation)),
        new(Abandon, "an echo that forgives streams which begin with 'A' and are abandoned", AbandonedStreams.ServeAsync),
    ];
}
