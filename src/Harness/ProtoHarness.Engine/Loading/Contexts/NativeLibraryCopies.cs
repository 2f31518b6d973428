namespace ProtoHarness.Engine.Loading;

/// <summary>
/// Copies of native libraries. The system maps the file, so a library in place could be neither replaced (Windows)
/// nor overwritten without a crash (elsewhere).
/// </summary>
sealed class NativeLibraryCopies
{
    readonly Lock _gate = new();
    DirectoryInfo? _folder;

    public string Of(string path)
    {
        lock (_gate)
        {
            _folder ??= Directory.CreateTempSubdirectory("protoharness-native-");
            var copy = Path.Combine(_folder.FullName, Path.GetFileName(path));
            if (!File.Exists(copy))
            {
                File.Copy(path, copy);
            }

            return copy;
        }
    }

    public void Delete()
    {
        lock (_gate)
        {
            try
            {
                _folder?.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // On Windows the library is still mapped until the process ends; the system's own clean-up of temporary files has it then.
            }

            _folder = null;
        }
    }
}
