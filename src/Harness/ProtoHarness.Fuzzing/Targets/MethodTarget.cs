using System.Reflection;
using System.Text;
using ProtoHarness.Fuzzing.Instrumentation;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>
/// A target that is a method <c>void Method(ReadOnlySpan&lt;byte&gt;)</c> of an assembly. A method that takes a stream or a string
/// will do too: the input is wrapped, or decoded as UTF-8.
/// </summary>
public sealed class MethodTarget : TargetSource
{
    static readonly Type[] Inputs = [typeof(ReadOnlySpan<byte>), typeof(Stream), typeof(string)];

    readonly AssemblyInput[] _assemblies;
    readonly string _path;
    readonly string _type;
    readonly int _token;
    readonly string _method;
    string[]? _allowed;
    bool _isCanary;

    MethodTarget(string path, string type, string method, int token, string name, AssemblyInput[] assemblies)
    {
        (_path, _type, _method, _token, Name, _assemblies) = (path, type, method, token, name, assemblies);
    }

    /// <inheritdoc/>
    public override bool IsCanary => _isCanary;

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Reference => $"method|{_path}|{_type}|{_method}|{_token}|{Name}|{string.Join(';', _assemblies.Skip(1).Select(a => Path.Combine(a.Folder ?? "", a.Name)))}";

    /// <inheritdoc/>
    public override IReadOnlyList<AssemblyInput> Assemblies => _assemblies;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Allowed => _allowed ?? [];

    /// <summary>A method of an assembly.</summary>
    /// <param name="path">The assembly's file; it must not be the program that hosts the fuzzer.</param>
    /// <param name="type">The full name of the type.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="token">The method's metadata token, when the name is not enough; else 0.</param>
    /// <param name="name">The target's name; the method's when null.</param>
    /// <param name="alsoInstrument">Other assemblies whose code is to give feedback.</param>
    public static MethodTarget Of(
        string path, string type, string method, int token = 0, string? name = null, IEnumerable<string>? alsoInstrument = null)
    {
        var inputs = new List<AssemblyInput> { AssemblyInput.FromFile(path) };
        inputs.AddRange((alsoInstrument ?? []).Select(AssemblyInput.FromFile));
        return new MethodTarget(Path.GetFullPath(path), type, method, token, name ?? method, [.. inputs]);
    }

    /// <summary>The method behind a delegate: the copy of its assembly is what runs, so that the delegate may not hold on to state.</summary>
    /// <param name="body">A static method or a lambda that captures nothing.</param>
    /// <param name="alsoInstrument">Other assemblies whose code is to give feedback: paths, or names of files beside the body's assembly.</param>
    /// <exception cref="TargetException">The lambda captures variables.</exception>
    public static MethodTarget Of(Delegate body, IEnumerable<string>? alsoInstrument = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        var method = body.Method;
        if (!method.IsStatic && method.DeclaringType!.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Length > 0)
        {
            throw new TargetException(
                "the fuzz body captures variables, and its instrumented copy would not have them; use a static method or a lambda that captures nothing");
        }

        var path = method.DeclaringType!.Assembly.Location;
        return Of(path, method.DeclaringType.FullName!, method.Name, method.MetadataToken, null, (alsoInstrument ?? []).Select(other => Beside(path, other)));
    }

    /// <summary>All marked targets of an assembly.</summary>
    /// <param name="assembly">The assembly, loaded from a file.</param>
    public static IReadOnlyList<MethodTarget> In(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return [.. assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(m => m.GetCustomAttribute<FuzzTargetAttribute>() is not null)
            .OrderBy(m => m.MetadataToken)
            .Select(m => Of(assembly.Location, m, m.GetCustomAttribute<FuzzTargetAttribute>()!))];
    }

    static MethodTarget Of(string path, MethodInfo method, FuzzTargetAttribute attribute)
    {
        var also = attribute.AlsoInstrument.Select(name => Beside(path, name + ".dll"));
        var target = Of(path, method.DeclaringType!.FullName!, method.Name, method.MetadataToken, attribute.Name.Length > 0 ? attribute.Name : null, also);
        target._isCanary = attribute.IsCanary;
        return target;
    }

    /// <inheritdoc/>
    public override TargetBody Bind(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var type = assembly.GetType(_type) ?? throw new TargetException($"{assembly.GetName().Name} has no type {_type}");
        var candidates = type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(m => m.Name == _method && m.ReturnType == typeof(void) && m.GetParameters() is [{ ParameterType: var p }] && Inputs.Contains(p))
            .ToArray();
        if (candidates.Length != 1)
        {
            throw new TargetException($"{_type} needs exactly one method void {_method}(ReadOnlySpan<byte>), it has {candidates.Length}");
        }

        _allowed ??= [.. (candidates[0].GetCustomAttribute<FuzzTargetAttribute>()?.Allowed ?? []).Select(t => t.FullName!)];
        return new TargetBody(Body(candidates[0], candidates[0].IsStatic ? null : Activator.CreateInstance(type, nonPublic: true)));
    }

    // What is under test beside the target's own assembly lies beside it, wherever the program was started.
    static string Beside(string assembly, string file) => File.Exists(file) ? file : Path.Combine(Path.GetDirectoryName(assembly)!, file);

    static FuzzBody Body(MethodInfo method, object? instance)
    {
        var input = method.GetParameters()[0].ParameterType;
        if (input == typeof(Stream))
        {
            var run = method.CreateDelegate<Action<Stream>>(instance);
            return bytes => run(new MemoryStream(bytes.ToArray(), writable: false));
        }

        if (input == typeof(string))
        {
            var run = method.CreateDelegate<Action<string>>(instance);
            return bytes => run(Encoding.UTF8.GetString(bytes));
        }

        return method.CreateDelegate<FuzzBody>(instance);
    }
}
