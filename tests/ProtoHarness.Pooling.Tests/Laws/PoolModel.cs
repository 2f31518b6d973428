using ProtoHarness.Testing.Linearizability;

namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>A pool that does one thing after the other. Its state is the sorted list of the things that are out.</summary>
sealed class PoolModel(int maxOpen) : ISequentialModel<string, PoolOperation, string>
{
    public string Initial => "";

    public IEnumerable<string> Apply(string state, PoolOperation operation, string result)
    {
        var leased = state.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (operation.Name == "rent")
        {
            if (result == "nothing")
                return [state];
            var id = result["thing ".Length..];
            return leased.Contains(id) || leased.Length >= maxOpen ? [] : [Join(leased.Append(id))];
        }

        var returned = $"{operation.Thing}";
        return leased.Contains(returned) == (result == "done") ? [Join(leased.Where(id => id != returned))] : [];
    }

    // Whoever is still waiting has nothing yet.
    public IEnumerable<string> ApplyPending(string state, PoolOperation operation) => [state];

    static string Join(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));
}
