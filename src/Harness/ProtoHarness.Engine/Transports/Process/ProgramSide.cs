namespace ProtoHarness.Engine.Transports;

/// <summary>Which side of a session a foreign program plays.</summary>
public enum ProgramSide
{
    /// <summary>It listens on the port that it is given; the plugin's conversations connect to it.</summary>
    Server,

    /// <summary>It connects to the port that it is given; the plugin's service answers.</summary>
    Client,
}
