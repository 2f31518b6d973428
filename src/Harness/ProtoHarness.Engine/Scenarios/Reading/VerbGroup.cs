namespace ProtoHarness.Engine.Scenarios;

/// <summary>What kind of line a verb makes.</summary>
public enum VerbGroup
{
    /// <summary>A setting of the whole script; stands before the first step.</summary>
    Setting,

    /// <summary>A line of a finding's header.</summary>
    Finding,

    /// <summary>A step.</summary>
    Step,

    /// <summary>What must hold at the end.</summary>
    Expectation,
}
