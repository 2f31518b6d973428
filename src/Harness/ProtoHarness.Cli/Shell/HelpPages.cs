namespace ProtoHarness.Cli.Shell;

/// <summary>The help of each command, by its words.</summary>
static class HelpPages
{
    const string Held = "0    all held";
    const string Usage = "2    the command line, a file or the settings are wrong";
    const string CouldNotRun = "3    a plugin or the harness could not run";
    const string Flaky = "4    only flaky failures";
    const string Over = "5    the time was over without a verdict";
    const string Interrupted = "130  interrupted; what was known by then was told";

    static readonly string[] Verdicts = [Held, "1    findings: a law is broken, a script failed", Usage, CouldNotRun, Flaky, Over, Interrupted];
    static readonly string[] Written = ["0    written", Usage, CouldNotRun];

    public static readonly SortedDictionary<string, HelpPage> All = new(StringComparer.Ordinal)
    {
        ["protoharness"] = new(["protoharness check MyProto.cs", "protoharness plugin new MyProto --single-file", "protoharness run suites --clauses"], Verdicts, "docs/cli.md"),
        ["protoharness bench"] = new(
            ["protoharness bench length-prefix --set width=4", "protoharness bench MyProto.cs --on tcp --save before.json", "protoharness bench MyProto.cs --on tcp --compare before.json", "protoharness bench smux --conversation echo --compare exec:\"./smux-server {port}\""],
            ["0    measured", Usage, "3    a plugin, a conversation or a program could not run", Interrupted], "docs/cli.md#measuring"),
        ["protoharness check"] = new(
            ["protoharness check MyProto.cs", "protoharness check --filter session/split --seed 7", "protoharness check MyProto.dll --time 5m --report junit=check.xml,html=check.html"], Verdicts, "docs/laws.md"),
        ["protoharness completions"] = new(["protoharness completions bash >> ~/.bashrc", "protoharness completions zsh >> ~/.zshrc", "protoharness completions fish > ~/.config/fish/completions/protoharness.fish"], [], "docs/cli.md"),
        ["protoharness connect"] = new(
            ["protoharness connect smux echo streams=4 --to localhost:9000", "protoharness connect file-transfer send path=photos --to host:9000 --time 5m"],
            ["0    the conversation completed", "1    it did not", Usage, "3    nobody can be reached", Over, Interrupted], "docs/cli.md#foreign-programs"),
        ["protoharness corpus"] = new(["protoharness corpus min smux/session fuzzing/smux/session/corpus small", "protoharness corpus merge all machine1 machine2"], Written, "docs/fuzzing.md#corpora"),
        ["protoharness corpus coverage"] = new(["protoharness corpus coverage smux/session", "protoharness corpus coverage smux/session fuzzing/smux/session/corpus --html coverage.html"], Written, "docs/fuzzing.md#corpora"),
        ["protoharness corpus dictionary"] = new(["protoharness corpus dictionary smux > smux.dict"], Written, "docs/fuzzing.md#corpora"),
        ["protoharness corpus import"] = new(["protoharness corpus import smux/SmuxFrameV2 corpus old-inputs", "protoharness import smux run.pcapng --seeds fuzzing"], Written, "docs/fuzzing.md#corpora"),
        ["protoharness corpus merge"] = new(["protoharness corpus merge all machine1 machine2"], Written, "docs/fuzzing.md#corpora"),
        ["protoharness corpus min"] = new(["protoharness corpus min smux/session fuzzing/smux/session/corpus small"], Written, "docs/fuzzing.md#corpora"),
        ["protoharness diff"] = new(
            ["protoharness diff talk.phs my-proto MyOtherProto.cs", "protoharness diff talk.phs smux exec:\"./smux-server {port}\""],
            ["0    both are the same", "1    they differ", Usage, CouldNotRun], "docs/scenarios.md"),
        ["protoharness doctor"] = new(["protoharness doctor", "protoharness doctor bin/Debug/net10.0"], ["0    every plugin can be loaded", "3    one cannot"], "docs/plugins.md"),
        ["protoharness export"] = new(["protoharness export dissector smux -o smux.lua", "protoharness export pcapng findings/x.phs -o x.pcapng"], Written, "docs/cli.md#captures-and-schemas"),
        ["protoharness export dissector"] = new(
            ["protoharness export dissector smux -o smux.lua", "protoharness export dissector smux --set version=2 -o smux2.lua", "wireshark -X lua_script:smux.lua captures/streams/are-apart.pcapng"], Written, "docs/cli.md#captures-and-schemas"),
        ["protoharness export ksy"] = new(["protoharness export ksy queue -o queue.ksy"], Written, "docs/cli.md#captures-and-schemas"),
        ["protoharness export pcapng"] = new(["protoharness export pcapng findings/x.phs -o x.pcapng"], Written, "docs/cli.md#captures-and-schemas"),
        ["protoharness export spec"] = new(["protoharness export spec MyProto.cs -o MyProto.md"], Written, "docs/cli.md#captures-and-schemas"),
        ["protoharness export xunit"] = new(["protoharness export xunit findings/x.phs -o XTests.cs --namespace MyProto.Tests"], Written, "docs/findings.md"),
        ["protoharness fmt"] = new(["protoharness fmt suites", "protoharness fmt suites --check", "protoharness fmt talk.phs --json"], ["0    written", "1    a file is not written so (--check)", Usage, "3    a file could not be written"], "docs/scenarios.md"),
        ["protoharness fuzz"] = new(
            ["protoharness fuzz smux/session --time 5m", "protoharness fuzz MyProto.dll --time 1h --jobs 4 --report html=fuzz.html", "protoharness fuzz smux/SmuxFrameV2 --engine afl --time 10m", "protoharness fuzz --list"],
            Verdicts, "docs/fuzzing.md"),
        ["protoharness import"] = new(
            ["protoharness import smux run.pcapng --scripts imported", "protoharness import my-proto run.pcapng --port 9000 --seeds fuzzing"], Written, "docs/cli.md#captures-and-schemas"),
        ["protoharness plugin"] = new(["protoharness plugin new MyProto --single-file", "protoharness plugin list", "protoharness plugin inspect MyProto.dll"], [], "docs/plugins.md"),
        ["protoharness plugin inspect"] = new(["protoharness plugin inspect MyProto.dll", "protoharness plugin inspect MyProto.cs --define"], ["0    it is a plugin", Usage, "3    it is none, or cannot be read"], "docs/plugins.md"),
        ["protoharness plugin list"] = new(["protoharness plugin list", "protoharness plugin list bin/Debug/net10.0"], [], "docs/plugins.md"),
        ["protoharness plugin new"] = new(["protoharness plugin new MyProto --single-file", "protoharness plugin new MyProto -o src"], Written, "docs/plugins.md"),
        ["protoharness probe"] = new(["protoharness probe example.org", "protoharness probe mail.example.org:25 --starttls smtp --format json"], [], "docs/tls-probe.md"),
        ["protoharness proxy"] = new(
            ["protoharness proxy --listen :9001 --to localhost:9000 --fault \"* chunks 7\"", "protoharness proxy --listen :9001 --to localhost:9000 --decode smux"], ["0    ended", Usage, "3    it cannot listen", Interrupted], "docs/proxy.md"),
        ["protoharness replay"] = new(["protoharness replay findings/x.phs", "protoharness replay findings/x.phs --runs 100"], ["0    it holds now", "1    the bug lives", Usage, CouldNotRun, "4    it fails now and then", "5    it says nothing any more"], "docs/findings.md"),
        ["protoharness report"] = new(["protoharness report out", "protoharness report out --report html=all.html"], Verdicts, "docs/cli.md#reports"),
        ["protoharness run"] = new(
            ["protoharness run suites/smux --clauses", "protoharness run talk.phs --seeds 100 --pcap captures", "protoharness run suites/smux --on tcp", "protoharness run suites --shard 1/4 --baseline known.txt --report junit=run.xml"], Verdicts, "docs/scenarios.md"),
        ["protoharness serve"] = new(
            ["protoharness serve smux --listen :9000 --set version=2", "protoharness serve file-transfer --listen :9000 --set folder=inbox"], ["0    ended", Usage, "3    it cannot listen", Interrupted], "docs/cli.md#foreign-programs"),
        ["protoharness shrink"] = new(["protoharness shrink findings/x.phs --time 5m"], ["0    made smaller, or nothing makes it smaller", Usage, CouldNotRun, Flaky, "5    it does not fail any more", Interrupted], "docs/findings.md"),
        ["protoharness triage"] = new(["protoharness triage findings"], [], "docs/findings.md"),
    };
}
