namespace ProtoHarness.Engine.Transports;

/// <summary>What a read or a write came to. Said instead of thrown: most sessions under faults end with an error that several layers hand on, and each throw costs as much as several messages.</summary>
/// <param name="Count">How many bytes were read; 0 is the end of the stream.</param>
/// <param name="Error">Why nothing was; null: it went well.</param>
readonly record struct IoOutcome(int Count, Exception? Error);
