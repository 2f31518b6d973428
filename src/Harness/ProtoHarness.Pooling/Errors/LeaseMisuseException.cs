namespace ProtoHarness.Pooling;

/// <summary>A lease was used or returned after it had been returned. The pool is unharmed: this is an error in the holder's code.</summary>
public sealed class LeaseMisuseException(string message) : InvalidOperationException(message);
