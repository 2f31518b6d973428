namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>What a hostile server does on a connection.</summary>
/// <param name="context">What it has to do it with.</param>
delegate Task HostileScript(HostileContext context);
