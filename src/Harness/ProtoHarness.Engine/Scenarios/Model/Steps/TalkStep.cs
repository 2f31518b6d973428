namespace ProtoHarness.Engine.Scenarios;

/// <summary>A client holds a conversation of the plugin.</summary>
/// <param name="End">The client.</param>
/// <param name="Conversation">The conversation.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record TalkStep(Named End, Named Conversation, Sequence<Setting> Parameters) : Step;
