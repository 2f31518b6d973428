using ProtoHarness.Plugins.TlsProbe.Certificates;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Sharing;
using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>Probes one target, to exactly one record, whatever happens.</summary>
sealed class TargetProbe
{
    readonly ProbeTarget _target;
    readonly ProbeOptions _options;
    readonly TimeProvider _time;
    readonly SharedWork _shared;
    readonly HandshakeRunner _runner;
    readonly HelloSpec _usual;
    readonly List<Finding> _findings = [];

    public TargetProbe(IProbeNetwork network, ProbeTarget target, ProbeOptions options, TimeProvider time, Random random, SharedWork shared)
    {
        (_target, _options, _time, _shared) = (target, options, time, shared);
        _runner = new HandshakeRunner(network, target, options, time, random, shared);
        _usual = new HelloSpec { ServerName = target.HasName ? target.ServerName : null, Alpn = options.StartTls is null ? options.Alpn : [] };
    }

    HelloSpec OfSsl3 => _usual with { Versions = [TlsVersion.Ssl3], Suites = [.. CipherSuites.Older.Where(suite => !CipherSuites.Of(suite).NeedsTls12)] };

    /// <summary>Probes the target.</summary>
    /// <param name="cancellationToken">The user gives up.</param>
    /// <returns>The record.</returns>
    /// <exception cref="OperationCanceledException">The user gave up.</exception>
    public async Task<ProbeRecord> RunAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var record = new ProbeRecord { Target = _target.ToString(), Time = _time.GetUtcNow(), Findings = [] };
        using var timeout = new CancellationTokenSource(_options.Limits.Target, _time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            record = await ChainAsync(record, budget.Token).ConfigureAwait(false);
            if (record.Version != TlsVersion.None && _options.Depth == ProbeDepth.Full)
            {
                record = await FullAsync(record, budget.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Add(Codes.Find(Codes.TimeoutTarget, $"{_options.Limits.Target.TotalSeconds:0.###} s (--target-timeout)"));
        }

        return record with
        {
            Findings = [.. _findings.OrderByDescending(finding => ProbeRecord.Rank(finding.Severity)).ThenBy(finding => finding.Code, StringComparer.Ordinal)],
            Handshakes = _runner.Count,
            Elapsed = _time.GetElapsedTime(started),
        };
    }

    async Task<ProbeRecord> ChainAsync(ProbeRecord record, CancellationToken cancellationToken)
    {
        var outcome = await BestAsync(cancellationToken).ConfigureAwait(false);
        var flight = outcome.Flight;
        if (outcome.Fault is { } fault)
        {
            var isInjection = fault.Code == Codes.NotTls && _options.StartTls is not null;
            Add(isInjection ? Codes.Find(Codes.StartTlsInjection, "plain text in the place of the ServerHello") : Codes.Find(fault.Code, Describe(fault)));
        }

        if (flight.Certificates is { } certificates)
        {
            var verdict = new ChainJudge(_options.Trust, _target.ServerName, record.Time, _shared).Judge(certificates, flight.Staple);
            if (verdict is null)
            {
                Add(Codes.Find(Codes.Malformed, "Certificate: one is not X.509"));
                return record;
            }

            verdict.Findings.ToList().ForEach(Add);
            record = record with { Chain = verdict };
        }
        else if (outcome.Fault is null)
        {
            Add(Codes.Find(Codes.NoCertificate, CipherSuites.Of(flight.Suite).Name));
        }

        if (flight.Possession == Possession.Wrong)
        {
            Add(Codes.Find(Codes.NotPossessed));
        }

        return outcome.Fault is not null ? record : record with
        {
            Version = flight.Version,
            Suite = CipherSuites.Of(flight.Suite).Name,
            Group = flight.Group,
            Alpn = flight.Alpn,
            Possession = flight.Possession,
            ClientCertificate = flight.AsksForCertificate ? "asked" : "none",
        };
    }

    /// <summary>The usual offer first; to a server that refuses it every suite, then SSL 3.0.</summary>
    async Task<Outcome> BestAsync(CancellationToken cancellationToken)
    {
        Outcome? first = null;
        HelloSpec[] offers =
        [
            _usual,
            _usual with { Versions = [TlsVersion.Tls12, TlsVersion.Tls11, TlsVersion.Tls10], Suites = CipherSuites.Older },
            OfSsl3,
        ];
        foreach (var offer in offers)
        {
            var outcome = await _runner.RunAsync(offer, cancellationToken).ConfigureAwait(false);
            first ??= outcome;
            if (outcome.Fault is null)
            {
                return outcome;
            }

            // Only a refusal of the offer asks for another one.
            if (outcome.Flight.Certificates is not null || outcome.Fault.Code is not (Codes.Alert or Codes.Eof or Codes.Reset or Codes.Unsupported))
            {
                break;
            }
        }

        return first!;
    }

    async Task<ProbeRecord> FullAsync(ProbeRecord record, CancellationToken cancellationToken)
    {
        var accepted = await new Enumerator(_runner, _usual).RunAsync(cancellationToken).ConfigureAwait(false);
        AcceptedJudge.Judge(accepted, Add);
        record = record with { Accepted = accepted };
        var leaf = record.Chain?.Presented[0].Sha256;
        var again = await _runner.RunAsync(Like(record), cancellationToken).ConfigureAwait(false);
        if (leaf is not null && again.Flight.Certificates is [var other, ..] && Hash(other) != leaf)
        {
            Add(Codes.Find(Codes.Inconsistent, $"{leaf[..16]}… and {Hash(other)[..16]}…"));
        }

        if (_usual.ServerName is not null)
        {
            record = record with { WithoutName = await WithoutNameAsync(record, leaf, cancellationToken).ConfigureAwait(false) };
        }

        record = await ConfirmAsync(record, cancellationToken).ConfigureAwait(false);
        return record.ClientCertificate == "none" ? record
            : record with { ClientCertificate = await ClientCertificateAsync(record, cancellationToken).ConfigureAwait(false) };
    }

    async Task<ProbeRecord> ConfirmAsync(ProbeRecord record, CancellationToken cancellationToken)
    {
        if (!_options.Confirm || record.Chain is not { Presented: [var leaf, ..] })
        {
            return record;
        }

        var confirmed = await _runner.ConfirmAsync(new(record.Version, leaf.Sha256), cancellationToken).ConfigureAwait(false);
        if (confirmed is { IsDone: true, IsSameLeaf: false } && !_findings.Exists(finding => finding.Code == Codes.Inconsistent))
        {
            Add(Codes.Find(Codes.Inconsistent, $"{leaf.Sha256[..16]}… and another by the runtime's own TLS"));
        }

        // Suites that sign nothing prove the key only by getting to the end.
        var isShown = confirmed is { IsDone: true, IsSameLeaf: true } && record.Possession == Possession.NotShown;
        return record with { Confirmed = confirmed, Possession = isShown ? Possession.Proven : record.Possession };
    }

    async Task<string> WithoutNameAsync(ProbeRecord record, string? leaf, CancellationToken cancellationToken)
    {
        var outcome = await _runner.RunAsync(Like(record) with { ServerName = null }, cancellationToken).ConfigureAwait(false);
        if (outcome.Flight.Certificates is [var other, ..])
        {
            if (Hash(other) == leaf)
            {
                return "same";
            }

            if (!_findings.Exists(finding => finding.Code == Codes.Inconsistent))
            {
                Add(Codes.Find(Codes.SniDefaultDiffers, $"{Hash(other)[..16]}…"));
            }

            return "differs";
        }

        if (outcome.Fault is { } fault)
        {
            Add(Codes.Find(Codes.SniRequired, Describe(fault)));
        }

        return outcome.Fault is null ? "same" : "refused";
    }

    async Task<string> ClientCertificateAsync(ProbeRecord record, CancellationToken cancellationToken)
    {
        var outcome = await _runner.RunAsync(
            Like(record) with
            {
                Goal = HandshakeGoal.Finish,
                Suites = [.. CipherSuites.Usual.Where(suite => SuiteCrypto.Of(suite) is not null)],
                Groups = [.. HelloSpec.AllGroups.Where(KeyShare.CanMake)],
            },
            cancellationToken).ConfigureAwait(false);
        switch (outcome.Flight.WantsNoCertificate)
        {
            case true:
                Add(Codes.Find(Codes.ClientCertificateOptional, $"{record.Version}"));
                return "optional";
            case false:
                Add(Codes.Find(Codes.ClientCertificateRequired, $"alert {outcome.Fault?.Alert}"));
                return "required";
            default:
                return "asked";
        }
    }

    /// <summary>The offer of the version that was negotiated, with a certificate in it.</summary>
    HelloSpec Like(ProbeRecord record) => record.Version switch
    {
        TlsVersion.Tls13 => _usual,
        TlsVersion.Ssl3 => OfSsl3,
        _ => _usual with { Versions = [record.Version] },
    };

    void Add(Finding finding) => _findings.Add(finding);

    static string Hash(ReadOnlyMemory<byte> certificate) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(certificate.Span));

    static string Describe(ProbeFault fault) => fault.FirstBytes is { } first
        ? $"{fault.Detail}; it starts with {Convert.ToHexStringLower(first.AsSpan(0, Math.Min(16, first.Length)))}" : fault.Detail;
}
