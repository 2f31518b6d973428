namespace ProtoHarness.Engine.Faults;

/// <summary>What shall become of one read or write.</summary>
/// <param name="Error">It fails with an I/O error.</param>
/// <param name="Delay">It completes so much later.</param>
/// <param name="MaxBytes">It reads so many bytes at most; 0: as many as there are.</param>
public readonly record struct OperationDecision(bool Error, TimeSpan Delay, int MaxBytes);
