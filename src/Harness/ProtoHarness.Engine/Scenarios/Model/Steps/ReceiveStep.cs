namespace ProtoHarness.Engine.Scenarios;

/// <summary>An end must receive.</summary>
/// <param name="End">The end.</param>
/// <param name="Message">What.</param>
/// <param name="Within">How long it may take, in the session's time; null: as long as it takes.</param>
public sealed record ReceiveStep(Named End, MessagePattern Message, TimeSpan? Within) : Step;
