namespace ProtoHarness.Engine.Scenarios;

/// <summary>Keeps a field of the last frame that an end received.</summary>
/// <param name="Name">The name; <c>$name</c> is the value from here on.</param>
/// <param name="End">The end.</param>
/// <param name="Path">The field.</param>
public sealed record CaptureStep(Named Name, Named End, Named Path) : Step;
