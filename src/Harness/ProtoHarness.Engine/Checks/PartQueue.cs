using System.Diagnostics.CodeAnalysis;

namespace ProtoHarness.Engine.Checks;

/// <summary>Parts that wait to be run, first come, first served; but of those that fill the machine only one is out at a time.</summary>
/// <param name="parts">The parts.</param>
sealed class PartQueue(IEnumerable<CheckPart> parts)
{
    readonly Lock _gate = new();
    readonly List<CheckPart> _waiting = [.. parts];
    bool _isFilled;

    /// <summary>Takes one.</summary>
    /// <param name="part">The part.</param>
    /// <returns>False when there is none for the caller: what is still there is left to whoever has one that fills the machine.</returns>
    public bool TryTake([NotNullWhen(true)] out CheckPart? part)
    {
        lock (_gate)
        {
            part = _waiting.Find(one => !_isFilled || !one.FillsMachine);
            if (part is null)
            {
                return false;
            }

            _waiting.Remove(part);
            _isFilled |= part.FillsMachine;
            return true;
        }
    }

    /// <summary>Gives out no more.</summary>
    /// <returns>Those that nobody has taken.</returns>
    public IReadOnlyList<CheckPart> Close()
    {
        lock (_gate)
        {
            CheckPart[] rest = [.. _waiting];
            _waiting.Clear();
            return rest;
        }
    }

    /// <summary>Gives back what was taken, run to its end.</summary>
    /// <param name="part">The part.</param>
    public void End(CheckPart part)
    {
        lock (_gate)
        {
            _isFilled &= !part.FillsMachine;
        }
    }
}
