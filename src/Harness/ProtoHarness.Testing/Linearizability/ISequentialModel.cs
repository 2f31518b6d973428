namespace ProtoHarness.Testing.Linearizability;

/// <summary>What an object does when one operation comes after the other.</summary>
/// <typeparam name="TState">Its state, compared by value.</typeparam>
/// <typeparam name="TOperation">An operation with its arguments.</typeparam>
/// <typeparam name="TResult">What an operation returns.</typeparam>
public interface ISequentialModel<TState, in TOperation, in TResult>
    where TState : notnull
{
    /// <summary>The state before the first operation.</summary>
    TState Initial { get; }

    /// <summary>The states that may follow an operation with this result: none if it cannot return that, several if the model leaves it open.</summary>
    IEnumerable<TState> Apply(TState state, TOperation operation, TResult result);

    /// <summary>The states that may follow an operation that has taken effect and has not returned. It may also have had none yet.</summary>
    IEnumerable<TState> ApplyPending(TState state, TOperation operation);
}
