using System.Text;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>Servers that keep to no protocol. Each ends within the probe's budgets, with one record and its code.</summary>
static class HostileScripts
{
    static readonly byte[] EmptyRecord = [22, 3, 3, 0, 0];

    public static IReadOnlyList<BoxCase> All { get; } =
    [
        Case("silence", "it says nothing", Codes.TimeoutHandshake, context => context.StallAsync()),
        Case("header-then-stall", "the head of a record, and nothing more", Codes.TimeoutHandshake, async context =>
        {
            await context.HelloAsync();
            await context.SendAsync(22, 3, 3, 0, 100);
            await context.StallAsync();
        }),
        Case("drip", "a good flight, a byte every 100 ms", Codes.TimeoutHandshake, async context =>
            await context.DripAsync(Records(await context.FlightAsync()), TimeSpan.FromMilliseconds(100))),
        Case("close-after-hello", "it closes", Codes.Eof, context => context.HelloAsync()),
        Case("reset-after-hello", "it resets", Codes.Reset, async context =>
        {
            await context.HelloAsync();
            context.Reset();
        }),
        Case("truncated-hello", "half a ServerHello", Codes.Eof, async context =>
        {
            var flight = Records(await context.FlightAsync());
            await context.SendAsync(flight[..40]);
        }),
        Banner("http-answer", "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", readsHello: true),
        Banner("ssh-banner", "SSH-2.0-OpenSSH_9.9\r\n", readsHello: false),
        Banner("smtp-banner", "220 mail.probe.test ESMTP ready\r\n", readsHello: false),
        Case("random-bytes", "4 KB of noise", Codes.NotTls, async context =>
        {
            await context.HelloAsync();
            var bytes = new byte[4096];
            context.Random.NextBytes(bytes);
            bytes[0] |= 0x80;
            await context.SendAsync(bytes);
            await context.StallAsync();
        }),
        Case("record-overflow", "a record of 65535 bytes", Codes.RecordOverflow, async context =>
        {
            await context.HelloAsync();
            await context.SendAsync([22, 3, 3, 255, 255, .. new byte[1000]]);
            await context.StallAsync();
        }),
        Case("huge-message", "a handshake message of 16 MB", Codes.Flood, async context =>
        {
            await context.HelloAsync();
            await context.SendAsync(Bytes.Records(ContentType.Handshake, (byte[])[11, 255, 255, 255, .. new byte[12_000]]));
            await context.ForeverAsync(Bytes.Records(ContentType.Handshake, new byte[16_000]));
        }),
        Endless("endless-change-cipher", Bytes.Records(ContentType.ChangeCipherSpec, new byte[] { 1 })),
        Endless("endless-warnings", Bytes.Records(ContentType.Alert, new byte[] { 1, 90 })),
        Endless("endless-hello-request", Bytes.Records(ContentType.Handshake, new byte[] { 0, 0, 0, 0 })),
        Case("endless-empty-records", "records without content, without end", Codes.Malformed, async context =>
        {
            await context.HelloAsync();
            await context.ForeverAsync(EmptyRecord);
        }),
        Alert(40),
        Alert(70),
        Alert(80),
        Alert(112),
        Case("warning-then-close", "the warning alert 112, and the end", Codes.Eof, async context =>
        {
            await context.HelloAsync();
            await context.SendAsync(21, 3, 3, 0, 2, 1, 112);
        }),
        Changed("suite-not-offered", "a suite that nobody asked for", Codes.Malformed, hello => hello with { CipherSuite = 0x0A0A }),
        Changed("bad-version", "the version 0x0399", Codes.Malformed, hello => hello with { Version = (TlsVersion)0x0399 }),
        Case("garbage-certificate", "a certificate that is none", Codes.Malformed, async context =>
        {
            await context.SendAsync(Records(await context.FlightAsync(chain => chain with { Certificates = [Encoding.ASCII.GetBytes("no certificate at all")] })));
            await context.StallAsync();
        }),
        Case("empty-certificates", "a list of none", Codes.Malformed, async context =>
        {
            await context.SendAsync(Records(await context.FlightAsync(chain => chain with { Certificates = [] })));
            await context.StallAsync();
        }),
        Case("certificate-overrun", "a certificate that is longer than its list", Codes.Malformed, async context =>
        {
            var flight = await context.FlightAsync();
            if (flight.Find(message => message[0] == (byte)HandshakeType.Certificate) is { } certificate)
            {
                certificate.AsSpan(7, 3).Fill(255);
            }

            await context.SendAsync(Records(flight));
            await context.StallAsync();
        }),
        Case("flight-then-stall", "all but the last message of a good flight, and nothing more", Codes.TimeoutHandshake, async context =>
        {
            await context.SendAsync(Records(await context.FlightAsync(), leaveOut: 1));
            await context.StallAsync();
        }),
        Case("flight-then-close", "all but the last message of a good flight, and the end", Codes.Eof, async context =>
            await context.SendAsync(Records(await context.FlightAsync(), leaveOut: 1))),
        new BoxCase("one-byte-records", "a good flight in records of one byte")
        {
            Script = async context =>
            {
                var flight = await context.FlightAsync();
                await context.SendAsync(Bytes.Records(ContentType.Handshake, flight.SelectMany(message => message).ToArray(), longest: 1));
                await context.StallAsync();
            },
            Options = options => options with { Depth = Probing.ProbeDepth.Chain },
        },
    ];

    static BoxCase Case(string name, string summary, string code, HostileScript script) =>
        new(name, summary, code) { Script = script, Options = options => options with { Depth = Probing.ProbeDepth.Chain } };

    static BoxCase Banner(string name, string text, bool readsHello) => Case(name, "it speaks something else", Codes.NotTls, async context =>
    {
        if (readsHello)
        {
            await context.HelloAsync();
        }

        await context.SendAsync(Encoding.ASCII.GetBytes(text));
        await context.StallAsync();
    });

    static BoxCase Endless(string name, byte[] record) => Case(name, "the same small record, without end", Codes.Flood, async context =>
    {
        await context.HelloAsync();
        await context.ForeverAsync(record);
    });

    static BoxCase Alert(byte number) => Case($"alert-{number}", $"the fatal alert {number}", Codes.Alert, async context =>
    {
        await context.HelloAsync();
        await context.SendAsync(21, 3, 3, 0, 2, 2, number);
    });

    static BoxCase Changed(string name, string summary, string code, Func<ServerHello, ServerHello> change) => Case(name, summary, code, async context =>
    {
        var flight = await context.FlightAsync();
        if (flight is [var first, ..] && Bytes.Read<ServerHello>(first.AsMemory(HandshakeMessage.HeaderLength)) is { } hello)
        {
            flight[0] = Bytes.Message(HandshakeType.ServerHello, Bytes.Of(change(hello)));
        }

        await context.SendAsync(Records(flight));
        await context.StallAsync();
    });

    static byte[] Records(List<byte[]> messages, int leaveOut = 0)
    {
        byte[] content = [.. messages.Take(Math.Max(0, messages.Count - leaveOut)).SelectMany(message => message)];
        return content.Length == 0 ? [] : Bytes.Records(ContentType.Handshake, content);
    }
}
