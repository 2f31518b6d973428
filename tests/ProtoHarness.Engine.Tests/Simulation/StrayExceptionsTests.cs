using System.Runtime.ExceptionServices;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Tests.Simulation;

/// <summary>What nobody caught is a role's, unless the harness itself threw.</summary>
public sealed class StrayExceptionsTests
{
    [Theory]
    [InlineData("at Some.Plugin.Callback(Object state)\n   at System.Threading.ThreadPoolWorkQueue.Dispatch()", true)]
    [InlineData("at System.Array.Clear(Array array)\n   at System.Threading.ThreadPoolWorkQueue.Dispatch()", true)]
    [InlineData("at System.Array.Clear(Array array)\n   at Some.Plugin.Callback(Object state)\n   at ProtoHarness.Engine.Sessions.Session.Run()", true)]
    [InlineData("at System.Array.Clear(Array array)\n   at ProtoHarness.Engine.Sessions.Session.Run()", false)]
    public void Exception_is_kept_with_the_session_whose_flow_threw_it_unless_the_harness_threw(string stack, bool isRoles)
    {
        using var session = new StrayExceptions();
        session.Claim();
        var thrown = ExceptionDispatchInfo.SetRemoteStackTrace(new ArgumentNullException("array"), $"   {stack}\n");

        Assert.Equal(isRoles, StrayExceptions.Handle(thrown));

        Assert.Equal(isRoles ? [thrown] : Array.Empty<Exception>(), session.Caught);
    }
}
