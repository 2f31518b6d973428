using System.Reflection;
using ProtoHarness.Testing.Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace ProtoHarness.Testing.Tests.Xunit;

/// <summary>Discovers and runs one method of a sample class through the framework's own pipeline.</summary>
static class PropertyHost
{
    internal static async Task<PropertyOutcome> Run<TSample>(string methodName)
    {
        var testCase = await Discover(typeof(TSample), methodName);
        var bus = new RecordingBus();
        var aggregator = ExceptionAggregator.Create();
        using var cancellation = new CancellationTokenSource();
        await ((ISelfExecutingXunitTestCase)testCase).Run(ExplicitOption.Off, bus, [], aggregator, cancellation);
        return PropertyOutcome.From(bus.Messages);
    }

    internal static async Task<IXunitTestCase> Discover(Type sample, string methodName)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var assembly = new XunitTestAssembly(sample.Assembly);
        var collection = new XunitTestCollection(assembly, null, false, "samples");
        var method = sample.GetMethod(methodName, Any) ?? throw new ArgumentException($"No sample {methodName}.");
        var testMethod = new XunitTestMethod(new XunitTestClass(sample, collection), method, []);
        var attribute = method.GetCustomAttribute<PropertyAttribute>()!;
        var cases = await new PropertyDiscoverer().Discover(TestFrameworkOptions.ForDiscovery(new TestAssemblyConfiguration()), testMethod, attribute);
        return Assert.Single(cases);
    }

    sealed class RecordingBus : IMessageBus
    {
        internal List<IMessageSinkMessage> Messages { get; } = [];

        public bool QueueMessage(IMessageSinkMessage message)
        {
            lock (Messages)
                Messages.Add(message);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
