namespace ProtoHarness.Abstractions.Tests;

public class PluginBuilderTests
{
    [Fact]
    public void A_plugin_without_a_name_is_told_to_describe_itself() => Refused(_ => { }, "plugin.Describe(");

    [Fact]
    public void A_name_in_capitals_is_refused() => Refused(plugin => plugin.Describe("Echo", ""), "lower-case letters");

    [Fact]
    public void A_plugin_with_nothing_to_check_is_refused() => Refused(plugin => plugin.Describe("echo", ""), "nothing to check");

    [Fact]
    public void A_conversation_without_a_server_is_refused() =>
        Refused(plugin => plugin.Describe("echo", "").Conversation("talk", "", _ => Task.CompletedTask), "no server");

    [Fact]
    public void A_conversation_is_not_declared_twice() => Refused(
        plugin => plugin.Describe("echo", "").Service("s", "", (_, _) => Task.CompletedTask)
            .Conversation("talk", "", _ => Task.CompletedTask).Conversation("talk", "", _ => Task.CompletedTask),
        "the conversation 'talk' twice");

    [Fact]
    public void A_value_outside_its_domain_names_what_may_be_written()
    {
        var width = Parameter.Int("width", "", 8, oneOf: [1, 2, 4, 8]);

        var error = Assert.Throws<FormatException>(() => ParameterValues.Defaults.With(width, "3"));

        Assert.Contains("1, 2, 4, 8", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, ParameterValues.Defaults.With(width, "4").Get(width));
        Assert.Equal(8, ParameterValues.Defaults.Get(width));
    }

    static void Refused(Action<PluginBuilder> define, string reason)
    {
        var error = Assert.Throws<PluginDefinitionException>(() => PluginDefinition.Of(new Plugin(define)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    sealed class Plugin(Action<PluginBuilder> define) : IProtocolPlugin
    {
        void IProtocolPlugin.Define(PluginBuilder plugin) => define(plugin);
    }
}
