namespace ProtoHarness.Plugins.JsonLines;

/// <summary>A line on its way out.</summary>
/// <param name="Bytes">With its line feed.</param>
/// <param name="Waiter">Who waits for the answer, and may have given up before the line left; null for an answer.</param>
readonly record struct OutgoingLine(ReadOnlyMemory<byte> Bytes, Waiter? Waiter = null);
