using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Sharing;
using ProtoHarness.Plugins.TlsProbe.Tests.Others;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Box;

public class GroupChoiceTests
{
    [Theory]
    [InlineData("good-tls12-ecdsa", nameof(NamedGroup.X25519), nameof(NamedGroup.Secp256R1))]
    [InlineData("good-tls12-ecdsa", nameof(NamedGroup.Secp384R1), nameof(NamedGroup.X25519))]
    [InlineData("good-ecdsa", nameof(NamedGroup.X25519), nameof(NamedGroup.Secp256R1))]
    [InlineData("good-ecdsa", nameof(NamedGroup.Secp256R1), nameof(NamedGroup.X25519))]
    public async Task The_box_takes_the_group_that_the_client_likes_most(string name, string first, string second)
    {
        NamedGroup[] groups = [Enum.Parse<NamedGroup>(first), Enum.Parse<NamedGroup>(second)];
        await using var box = new BoxListener(name);
        var runner = new HandshakeRunner(
            new BoxNetwork(box.Port), new ProbeTarget("host.probe.test", ProbeTarget.DefaultPort), new ProbeOptions(), TimeProvider.System, new Random(1), new SharedWork(new Random(1)));
        var outcome = await runner.RunAsync(new HelloSpec { ServerName = "host.probe.test", Groups = groups, Shares = groups }, TestContext.Current.CancellationToken);

        Assert.Null(outcome.Fault);
        Assert.Equal(groups[0], outcome.Flight.Group);
    }
}
