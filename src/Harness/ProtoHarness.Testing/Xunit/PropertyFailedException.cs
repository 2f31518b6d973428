namespace ProtoHarness.Testing.Xunit;

/// <summary>A property was falsified or ran out of acceptable arguments. The inner exception is the one that the property threw.</summary>
public sealed class PropertyFailedException : Exception, IAssertionException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="report">FsCheck's report of the failure.</param>
    /// <param name="cause">What the property threw, if it threw.</param>
    public PropertyFailedException(string report, Exception? cause)
        : base(Environment.NewLine + report, cause)
    {
    }
}
