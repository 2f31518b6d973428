namespace ProtoHarness.Fuzzing.Targets;

/// <summary>A target cannot be found or has the wrong shape; the message says what would be right.</summary>
public sealed class TargetException(string message) : Exception(message);
