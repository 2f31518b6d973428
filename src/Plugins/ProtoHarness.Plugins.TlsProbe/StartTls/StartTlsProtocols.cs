namespace ProtoHarness.Plugins.TlsProbe.StartTls;

/// <summary>The protocols that can go over to TLS.</summary>
static class StartTlsProtocols
{
    public static IReadOnlyList<StartTlsProtocol> All { get; } =
    [
        new LineStartTls
        {
            Name = "smtp", Port = 25, Greeting = ["220 box ESMTP"], GreetingEnd = "220 ", Ask = "EHLO probe.invalid", Answer = ["250-box", "250-STARTTLS", "250 HELP"],
            AnswerEnd = "250 ", Token = "STARTTLS", Start = "STARTTLS", GoAhead = "220", Refusal = "454 not now",
        },
        new LineStartTls
        {
            Name = "lmtp", Port = 24, Greeting = ["220 box LMTP"], GreetingEnd = "220 ", Ask = "LHLO probe.invalid", Answer = ["250-box", "250-STARTTLS", "250 HELP"],
            AnswerEnd = "250 ", Token = "STARTTLS", Start = "STARTTLS", GoAhead = "220", Refusal = "454 not now",
        },
        new LineStartTls
        {
            Name = "imap", Port = 143, Greeting = ["* OK box ready"], GreetingEnd = "* OK", Ask = "a CAPABILITY", Answer = ["* CAPABILITY IMAP4rev1 STARTTLS", "a OK done"],
            AnswerEnd = "a ", Token = "STARTTLS", Start = "b STARTTLS", GoAhead = "b OK", Refusal = "b NO not now", HasTags = true,
        },
        new LineStartTls
        {
            Name = "pop3", Port = 110, Greeting = ["+OK box ready"], GreetingEnd = "+OK", Ask = "CAPA", Answer = ["+OK", "STLS", "UIDL", "."],
            AnswerEnd = ".", Token = "STLS", Start = "STLS", GoAhead = "+OK", Refusal = "-ERR not now",
        },
        new LineStartTls
        {
            Name = "ftp", Port = 21, Greeting = ["220 box FTP"], GreetingEnd = "220 ", Start = "AUTH TLS", GoAhead = "234", Refusal = "431 not now", Unknown = ["500", "502", "504"],
        },
        new LineStartTls
        {
            Name = "nntp", Port = 119, Greeting = ["200 box ready"], GreetingEnd = "20", Ask = "CAPABILITIES", Answer = ["101 list", "VERSION 2", "STARTTLS", "."],
            AnswerEnd = ".", Token = "STARTTLS", Start = "STARTTLS", GoAhead = "382", Refusal = "580 not now",
        },
        new LineStartTls
        {
            Name = "sieve", Port = 4190, Greeting = ["\"IMPLEMENTATION\" \"box\"", "\"STARTTLS\"", "OK"], GreetingEnd = "OK", Token = "STARTTLS", Start = "STARTTLS", GoAhead = "OK",
            Refusal = "NO not now",
        },
        new XmppStartTls { Name = "xmpp", Port = 5222 },
        new LdapStartTls { Name = "ldap", Port = 389 },
        new PostgresStartTls { Name = "postgres", Port = 5432 },
        new MySqlStartTls { Name = "mysql", Port = 3306 },
    ];
}
