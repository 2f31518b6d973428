using System.Runtime.CompilerServices;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Tests.Transports;

/// <summary>A read or a write that failed at once: the same to who waits for it in any way, and nothing to who does not.</summary>
public sealed class FailedOperationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_waits_is_told_of_the_error_itself(bool isCancelled)
    {
        Exception error = isCancelled ? new OperationCanceledException() : new IOException("broken");
        Assert.Same(error, await Record.ExceptionAsync(async () => await new FailedOperation(error).AsRead()));
        Assert.Same(error, await Record.ExceptionAsync(async () => await new FailedOperation(error).AsWrite().ConfigureAwait(false)));
        Assert.Same(error, await Record.ExceptionAsync(() => new FailedOperation(error).AsRead().AsTask()));
        Assert.Same(error, await Record.ExceptionAsync(() => new FailedOperation(error).AsWrite().AsTask()));
        var read = new FailedOperation(error).AsRead();
        Assert.Equal((true, false, !isCancelled, isCancelled), (read.IsCompleted, read.IsCompletedSuccessfully, read.IsFaulted, read.IsCanceled));
    }

    [Fact]
    public async Task Who_asks_to_be_called_back_is_called_back()
    {
        var calls = new TaskCompletionSource();
        new FailedOperation(new IOException()).AsRead().GetAwaiter().OnCompleted(calls.SetResult);
        await calls.Task;
        Assert.True(calls.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public void What_nobody_waits_for_is_no_failed_task()
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved += e.Exception.InnerExceptions.Any(inner => inner is NobodyLooksException) ? 1 : 0;
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            Forget();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Equal(0, unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Forget()
    {
        for (var i = 0; i < 16; i++)
        {
            _ = new FailedOperation(new NobodyLooksException()).AsRead().IsFaulted;
            _ = new FailedOperation(new NobodyLooksException()).AsWrite().IsFaulted;
        }
    }

    sealed class NobodyLooksException : Exception;
}
