using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ProtoHarness.Testing.Xunit;

/// <summary>Listens to the core: keeps the result and passes on what a verbose run prints.</summary>
sealed class PropertyRecorder(Action<string> write) : IRunner
{
    internal TestResult? Result { get; private set; }

    public void OnStartFixture(Type value)
    {
    }

    public void OnArguments(int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every) =>
        Write(every.Invoke(ntest).Invoke(args));

    public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink) =>
        Write(everyShrink.Invoke(args));

    public void OnFinished(string name, TestResult result) => Result = result;

    void Write(string text)
    {
        if (text.Length > 0)
            write(text.TrimEnd('\r', '\n'));
    }
}
