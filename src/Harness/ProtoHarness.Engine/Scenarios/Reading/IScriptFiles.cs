namespace ProtoHarness.Engine.Scenarios;

/// <summary>Gives the text of included files.</summary>
public interface IScriptFiles
{
    /// <summary>The name of an included file, as errors show it and as a loop is told by it.</summary>
    /// <param name="from">The file that includes.</param>
    /// <param name="path">The path as written, relative to that file.</param>
    /// <returns>The name.</returns>
    string Resolve(string from, string path);

    /// <summary>Reads a file.</summary>
    /// <param name="name">What <see cref="Resolve"/> answered.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>The text.</returns>
    /// <exception cref="IOException">It cannot be read, is too large or is no text; the message says which.</exception>
    string Read(string name, ScriptLimits limits);
}
