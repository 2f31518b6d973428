namespace ProtoHarness.Plugins.JsonLines;

/// <summary>The words with which a server refuses a line (docs/wire/json-lines.md, "Refusals").</summary>
public static class RefusalReason
{
    /// <summary>The line is above <c>max-line</c>.</summary>
    public const string TooLong = "too-long";

    /// <summary>The line is not UTF-8.</summary>
    public const string NotUtf8 = "not-utf8";

    /// <summary>The line is no JSON text, has something behind it, nests too deep, or starts with a byte-order mark that is not the stream's first bytes.</summary>
    public const string NotJson = "not-json";

    /// <summary>The line is JSON, but no request: no object, a member is missing, doubled, or of another type, or the name is empty or too long.</summary>
    public const string NotRequest = "not-a-request";

    /// <summary>The answer would be above <c>max-line</c>.</summary>
    public const string AnswerTooLong = "answer-too-long";

    /// <summary>The server's own code failed.</summary>
    public const string Failed = "failed";
}
