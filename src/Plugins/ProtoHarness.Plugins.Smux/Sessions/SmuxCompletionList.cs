namespace ProtoHarness.Plugins.Smux;

/// <summary>Completions in the order in which they were settled.</summary>
struct SmuxCompletionList
{
    SmuxCompletion? _last;

    internal SmuxCompletion? First { get; private set; }

    internal void Add(SmuxCompletion completion)
    {
        if (_last is null)
        {
            First = completion;
        }
        else
        {
            _last.Next = completion;
        }

        _last = completion;
    }
}
