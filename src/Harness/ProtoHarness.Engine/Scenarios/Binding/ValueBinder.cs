using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Checks <c>name=value</c> against declared parameters.</summary>
sealed class ValueBinder(ScriptErrors errors)
{
    public ParameterValues Bind(ParameterValues values, IReadOnlyList<Parameter> parameters, IEnumerable<Setting> settings, string what)
    {
        foreach (var setting in settings)
        {
            var parameter = parameters.FirstOrDefault(known => known.Name == setting.Name);
            if (parameter is null)
            {
                errors.Add(setting.Position, $"'{setting.Name}' is no {what}{NearestWord.Hint(setting.Name, parameters.Select(p => p.Name))}");
                continue;
            }

            try
            {
                values = values.With(parameter, setting.Text);
            }
            catch (FormatException e)
            {
                errors.Add(setting.ValuePosition, e.Message);
            }
        }

        return values;
    }
}
