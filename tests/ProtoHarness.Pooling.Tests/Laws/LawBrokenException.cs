namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>A pool law does not hold.</summary>
sealed class LawBrokenException(string law, string how) : Exception($"{law}: {how}");
