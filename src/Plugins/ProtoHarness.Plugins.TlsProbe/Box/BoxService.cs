using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>The box as a service: one case, all connections.</summary>
sealed class BoxService(BoxCase one, TimeProvider time) : IProtocolServer
{
    readonly BoxPki _pki = BoxPki.At(time.GetUtcNow());
    readonly BoxSessions _sessions = new();
    int _connections;

    /// <summary>Makes the service that the options ask for.</summary>
    public static BoxService Create(RoleContext context)
    {
        if (context.Get(TlsProbeOptions.Root) is { Length: > 0 } file)
        {
            using var root = X509CertificateLoader.LoadCertificate(BoxPki.Root);
            File.WriteAllText(file, root.ExportCertificatePem());
        }

        return new(BoxCases.Of(context.Get(TlsProbeOptions.Case)), context.Time);
    }

    public async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var number = Interlocked.Increment(ref _connections) - 1;
        if (one.Script is { } script)
        {
            try
            {
                await script(new HostileContext(connection, _pki, context.Time, context.Random, context.Cancellation)).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // The client has had enough, as it should.
            }

            return;
        }

        await new BoxServer(_pki.Profile(one), context.Random, _sessions).ServeAsync(connection.Stream, number, context.Cancellation).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
