using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Output;

namespace ProtoHarness.Cli.Live;

/// <summary>What of a plugin can be served, and how it can be set.</summary>
static class ServeList
{
    public static void Print(PluginDefinition plugin, Screen screen)
    {
        screen.Line($"{plugin.Id}: {plugin.Summary}");
        foreach (var service in plugin.Services)
        {
            screen.Line($"  --serve {service.Name,-24} {service.Summary}");
        }

        foreach (var option in plugin.Options)
        {
            screen.Line($"  --set {option.Name}={option.DefaultText,-20} {option.Summary}{(option.Choices.Count == 0 ? $" ({option.Domain})" : ":")}");
            foreach (var (value, summary) in option.Choices)
            {
                screen.Line($"    {value,-28} {summary}".TrimEnd());
            }
        }
    }
}
