namespace ProtoHarness.Engine.Scenarios;

/// <summary>What an end sends or receives by hand.</summary>
public enum MessageKind
{
    /// <summary>A frame of the plugin.</summary>
    Frame,

    /// <summary>Bytes.</summary>
    Raw,

    /// <summary>The end of the stream.</summary>
    End,

    /// <summary>A reset.</summary>
    Reset,

    /// <summary>Nothing at all, for as long as the step says.</summary>
    Nothing,
}
