namespace ProtoHarness.Abstractions;

/// <summary>
/// A protocol implementation under test. An assembly holds exactly one, public, with a constructor without parameters.
/// </summary>
public interface IProtocolPlugin
{
    /// <summary>Says what the plugin has: its frames, services, conversations and options. Called once; opens nothing and starts nothing.</summary>
    /// <param name="plugin">Takes the declarations.</param>
    void Define(PluginBuilder plugin);
}
