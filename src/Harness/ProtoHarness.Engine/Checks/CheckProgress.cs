namespace ProtoHarness.Engine.Checks;

/// <summary>How far a check is.</summary>
/// <param name="Plugin">The plugin's id.</param>
/// <param name="Done">The parts done: one for each law and subject.</param>
/// <param name="Total">The parts in all.</param>
/// <param name="Cases">The cases judged.</param>
/// <param name="Failures">What broke a law so far.</param>
/// <param name="Current">What is being checked.</param>
public sealed record CheckProgress(string Plugin, int Done, int Total, long Cases, int Failures, string Current);
