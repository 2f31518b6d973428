using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ProtoHarness.Engine.Simulation;

namespace SeededBugs.Tests;

/// <summary>What a planted bug throws on a thread of its own is a finding, as it is in the tool, and not the end of the tests.</summary>
static class StrayHandler
{
    [ModuleInitializer]
    internal static void Set() => ExceptionHandling.SetUnhandledExceptionHandler(StrayExceptions.Handle);
}
