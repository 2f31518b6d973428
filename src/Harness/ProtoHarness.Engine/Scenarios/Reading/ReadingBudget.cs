namespace ProtoHarness.Engine.Scenarios;

/// <summary>How much one script, with all that it includes and writes out, may still ask for.</summary>
sealed class ReadingBudget(ScriptLimits limits, ScriptErrors errors)
{
    int _steps;
    long _text;

    /// <summary>One more step; past the limit, an error once.</summary>
    public bool TakeStep(SourcePosition position)
    {
        if (++_steps == limits.MaxSteps + 1)
        {
            errors.Add(position, $"the script has more than {limits.MaxSteps} steps, with 'each' and 'include' written out (script.steps)");
        }

        return _steps <= limits.MaxSteps;
    }

    /// <summary>One more included text; past the limit, an error.</summary>
    public bool TakeText(SourcePosition position, int length)
    {
        _text += length;
        if (_text > limits.MaxSize)
        {
            errors.Add(position, $"the included files have more than {limits.MaxSize} characters together (script.size)");
        }

        return _text <= limits.MaxSize;
    }
}
