namespace ProtoHarness.Testing.Xunit;

/// <summary>xunit counts an exception as a failed assertion, not as a crash, when it has an interface of this name.</summary>
interface IAssertionException;
