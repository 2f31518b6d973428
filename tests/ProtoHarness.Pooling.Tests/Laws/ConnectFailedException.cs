namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>The server refused, as the scenario wanted.</summary>
sealed class ConnectFailedException() : Exception("refused");
