namespace ProtoHarness.Engine.Tests.Loading;

/// <summary>Sources of plugins.</summary>
static class TestPlugin
{
    /// <summary>A plugin with one conversation that does nothing; <paramref name="body"/> goes into its class.</summary>
    public static string Source(string id = "tiny", string define = "", string body = "", string name = "TinyPlugin", string summary = "a plugin") => $$"""
        public sealed class {{name}} : IProtocolPlugin
        {
            public void Define(PluginBuilder plugin)
            {
                {{define}}
                plugin.Describe("{{id}}", {{(summary.StartsWith('(') ? summary : $"\"{summary}\"")}})
                    .Service("none", "serves nothing", (connection, context) => Task.CompletedTask)
                    .Conversation("nothing", "does nothing", context => Task.CompletedTask);
            }
            {{body}}
        }
        """;
}
