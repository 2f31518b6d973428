using System.Reflection;
using System.Runtime.CompilerServices;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Loading;

/// <summary>Creates a plugin and asks for its declarations, on a thread of its own: a plugin that never returns must not stop the harness.</summary>
sealed class PluginActivation
{
    readonly PluginLoader _loader;
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly string _typeName;

    PluginActivation(PluginLoader loader, string typeName)
    {
        _loader = loader;
        _typeName = typeName;
        Where = $"the constructor of {typeName}";
    }

    /// <summary>The declarations; null when there was an exception or no time left.</summary>
    public PluginDefinition? Definition { get; private set; }

    /// <summary>What was thrown, without the wrapping of reflection.</summary>
    public Exception? Exception { get; private set; }

    /// <summary>What was running last, in words.</summary>
    public string Where { get; private set; }

    /// <summary>Whether it was still in the constructor.</summary>
    public bool InConstructor { get; private set; } = true;

    /// <summary>Whether it did not return in time. The thread is left behind and keeps the plugin in memory.</summary>
    public bool TimedOut { get; private set; }

    /// <param name="loader">The plugin's loader.</param>
    /// <param name="typeName">The plugin's class; empty to look for it among the assembly's public types.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="time">The clock of the limit.</param>
    /// <returns>What came of it.</returns>
    public static PluginActivation Run(PluginLoader loader, string typeName, TimeSpan limit, TimeProvider time)
    {
        var activation = new PluginActivation(loader, typeName);
        new Thread(activation.Body) { IsBackground = true, Name = $"define {typeName}" }.Start();
        try
        {
            activation._done.Task.WaitAsync(limit, time).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            activation.TimedOut = true;
        }

        return activation;
    }

    void Body()
    {
        try
        {
            Activate();
        }
        catch (Exception e)
        {
            while (e is TargetInvocationException or TypeInitializationException && e.InnerException is not null)
            {
                e = e.InnerException;
            }

            Exception = e;
        }

        _done.SetResult();
    }

    // Not inlined, so that when the thread ends no frame of it holds the plugin.
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Activate()
    {
        using var scope = _loader.EnterContextualReflection();
        var type = _loader.LoadDefaultAssembly().GetType(_typeName, throwOnError: true)!;
        var plugin = (IProtocolPlugin)Activator.CreateInstance(type)!;
        InConstructor = false;
        Where = $"{_typeName}.Define";
        Definition = PluginDefinition.Of(plugin);
    }
}
