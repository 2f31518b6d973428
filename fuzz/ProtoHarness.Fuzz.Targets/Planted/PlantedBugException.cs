namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>A planted bug was reached.</summary>
/// <param name="what">Which.</param>
public sealed class PlantedBugException(string what) : Exception(what);
