using System.CommandLine;
using ProtoHarness.Cli.Output;

namespace ProtoHarness.Cli.Shell;

/// <summary><c>protoharness completions</c>: what a shell needs to complete the command line. The tool itself answers what may come next.</summary>
static class CompletionsCommand
{
    const string Bash = """
        # protoharness completions bash >> ~/.bashrc
        _protoharness() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(protoharness "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _protoharness protoharness
        """;

    const string Zsh = """
        # protoharness completions zsh >> ~/.zshrc
        _protoharness() {
          local -a words_
          words_=("${(@f)$(protoharness "[suggest:${#BUFFER}]" "$BUFFER" 2> /dev/null)}")
          compadd -a words_
          _files
        }
        compdef _protoharness protoharness
        """;

    const string Fish = """
        # protoharness completions fish > ~/.config/fish/completions/protoharness.fish
        complete -c protoharness -a '(protoharness "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2> /dev/null)'
        """;

    const string PowerShell = """
        # protoharness completions pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName protoharness -ScriptBlock {
          param($word, $line, $position)
          protoharness "[suggest:$position]" "$line" 2> $null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completions", "Print what a shell needs to complete command lines.") { shell };
        command.SetAction(parsed => OutputFile.Save(null, parsed.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, "fish" => Fish, _ => PowerShell }, new Screen(noColor: true, quiet: false)));
        return command;
    }
}
