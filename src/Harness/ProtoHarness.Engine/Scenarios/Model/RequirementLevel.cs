namespace ProtoHarness.Engine.Scenarios;

/// <summary>How much a specification insists.</summary>
public enum RequirementLevel
{
    /// <summary>A script that fails is FAIL.</summary>
    Must,

    /// <summary>A script that fails is NON-STRICT.</summary>
    Should,

    /// <summary>A script that fails is NON-STRICT.</summary>
    May,
}
