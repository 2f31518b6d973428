namespace EndToEnd.Tests;

/// <summary>What a run of a program gave.</summary>
sealed record ToolRun(int Code, string Output, string Errors)
{
    /// <summary>Asserts the exit code, and shows everything when it is another.</summary>
    public ToolRun Ends(int code)
    {
        Assert.True(Code == code, $"exit code {Code} instead of {code}\n{Output}\n{Errors}");
        return this;
    }
}
