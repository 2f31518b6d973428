using System.CommandLine;
using ProtoHarness.Engine;

namespace ProtoHarness.Cli.Settings;

/// <summary>Fills in options that the command line does not give: from the environment (<c>PROTOHARNESS_SEED</c>), then from <c>protoharness.toml</c>.</summary>
static class Configured
{
    const string Prefix = "PROTOHARNESS_";

    /// <summary>The command line with what is configured behind it.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="args">The command line.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="errors">Takes what is wrong with the settings.</param>
    /// <returns>The arguments.</returns>
    public static string[] Complete(RootCommand root, string[] args, string folder, Func<string, string?> environment, List<string> errors)
    {
        var parsed = root.Parse(args);
        var command = parsed.CommandResult.Command;
        if (parsed.Errors.Count > 0 || args.Contains("--"))
        {
            return args;
        }

        var settings = File(root, folder, errors);
        var complete = args.ToList();
        foreach (var option in command.Options.Where(option => parsed.GetResult(option) is null or { Implicit: true } && IsConfigurable(option)))
        {
            var name = option.Name.TrimStart('-');
            var variable = Prefix + name.ToUpperInvariant().Replace('-', '_');
            var setting = settings.LastOrDefault(s => s.Name == name && s.Section == command.Name) ?? settings.LastOrDefault(s => s.Name == name && s.Section.Length == 0);
            var (values, where) = environment(variable) is { } text ? ([text], variable)
                : setting is not null ? (setting.Values, $"{SettingsFile.Name}:{setting.Line}") : ((IReadOnlyList<string>)[], "");
            if (Arguments(option, values, where, errors) is not { Count: > 0 } added)
            {
                continue;
            }

            var tried = root.Parse([.. args, .. added]);
            errors.AddRange(tried.Errors.Select(error => $"{where}: error: {error.Message}"));
            complete.AddRange(added);
        }

        return [.. complete];
    }

    static bool IsConfigurable(Option option) => option.Name is not ("--help" or "--version" or "--list" or "--output");

    static List<string> Arguments(Option option, IReadOnlyList<string> values, string where, List<string> errors)
    {
        if (option.ValueType != typeof(bool))
        {
            return [.. values.SelectMany(value => (string[])[option.Name, value])];
        }

        switch (values)
        {
            case ["true" or "1"]:
                return [option.Name];
            case [] or ["false" or "0" or ""]:
                return [];
            default:
                errors.Add($"{where}: error: '{string.Join(", ", values)}' is not what {option.Name} takes: write true or false");
                return [];
        }
    }

    static IReadOnlyList<Setting> File(RootCommand root, string folder, List<string> errors)
    {
        var path = Path.Combine(folder, SettingsFile.Name);
        if (!System.IO.File.Exists(path))
        {
            return [];
        }

        IReadOnlyList<Setting> settings;
        try
        {
            settings = SettingsFile.Read(System.IO.File.ReadAllText(path), errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{SettingsFile.Name}: error: {e.Message}");
            return [];
        }

        foreach (var setting in settings)
        {
            var commands = root.Subcommands.Where(command => setting.Section.Length == 0 || command.Name == setting.Section).ToList();
            var known = commands.SelectMany(command => command.Options).Where(IsConfigurable).Select(option => option.Name.TrimStart('-')).Distinct().Order(StringComparer.Ordinal).ToList();
            if (commands.Count == 0)
            {
                errors.Add($"{SettingsFile.Name}:{setting.SectionLine}: error: '{setting.Section}' is no command{NearestWord.Hint(setting.Section, root.Subcommands.Select(command => command.Name))}");
            }
            else if (!known.Contains(setting.Name))
            {
                errors.Add($"{SettingsFile.Name}:{setting.Line}: error: '{setting.Name}' is no option{(setting.Section.Length > 0 ? $" of {setting.Section}" : "")}{NearestWord.Hint(setting.Name, known)}");
            }
        }

        return settings;
    }
}
