namespace ProtoHarness.Plugins.TlsProbe.StartTls;

/// <summary>What a server of the box does about STARTTLS.</summary>
enum StartTlsMood
{
    /// <summary>As it should be.</summary>
    Offered,

    /// <summary>It does not know the command.</summary>
    NotOffered,

    /// <summary>It offers it, and refuses it.</summary>
    Refused,

    /// <summary>It sends plain text behind its go-ahead.</summary>
    Injected,
}
