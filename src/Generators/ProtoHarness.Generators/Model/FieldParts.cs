namespace ProtoHarness.Generators.Model;

/// <summary>A member of an enum, as raw bits of the field's width.</summary>
sealed record NamedValueModel(string Name, ulong Raw);

/// <summary>A case of a union.</summary>
/// <param name="Raw">The tag as raw bits of the tag field's width.</param>
/// <param name="Type">The frame's type, in full.</param>
/// <param name="IsGenerated">Whether this generator made its codec.</param>
/// <param name="IsValueType">Whether it is a struct.</param>
/// <param name="Ancestors">How many base types it has: a derived record is tested for before its base.</param>
sealed record CaseModel(ulong Raw, string Type, bool IsGenerated, bool IsValueType, int Ancestors);

/// <summary>When a field is there.</summary>
sealed record ConditionModel(int Field, ulong Mask, ulong? Equal);

/// <summary>What a checksum covers.</summary>
/// <param name="Algorithm">A member of <c>ChecksumAlgorithm</c>, or empty.</param>
/// <param name="Type">The author's own algorithm in full, or empty.</param>
/// <param name="From">The first field.</param>
/// <param name="To">The last field.</param>
sealed record ChecksumModel(string Algorithm, string Type, int From, int To);
