namespace ProtoHarness.Plugins.Queue;

/// <summary>A job in the queue, with whom to tell when it is done.</summary>
readonly record struct QueuedJob(Job Job, QueueConnection Owner);
