using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Plugins;

/// <summary>What a plugin declares, for people.</summary>
static class DefinitionText
{
    public static void Print(LoadedPlugin plugin, Screen screen)
    {
        var definition = plugin.Definition;
        screen.Line($"{plugin.Identity}: {definition.Summary}");
        foreach (var frame in definition.Frames)
        {
            screen.Line($"  frame         {frame.Schema.Name}");
        }

        foreach (var option in definition.Options)
        {
            screen.Line($"  option        {Describe(option)}");
        }

        foreach (var service in definition.Services)
        {
            screen.Line($"  service       {service.Name}: {service.Summary}");
        }

        foreach (var conversation in definition.Conversations)
        {
            screen.Line($"  conversation  {conversation.Name}: {conversation.Summary}");
            foreach (var parameter in conversation.Parameters)
            {
                screen.Line($"                  {Describe(parameter)}");
            }
        }

        foreach (var warning in plugin.Warnings)
        {
            screen.Line($"  warning       {warning}");
        }
    }

    static string Describe(Parameter parameter) => $"{parameter.Name}={parameter.DefaultText}: {parameter.Summary} ({parameter.Domain})";
}
