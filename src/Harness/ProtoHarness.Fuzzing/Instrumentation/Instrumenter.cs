using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>Makes instrumented copies of assemblies. The original file is never touched.</summary>
public static class Instrumenter
{
    // The corflag of an IL library, which only means something to ready-to-run code.
    const ModuleAttributes IlLibrary = (ModuleAttributes)0x4;

    /// <summary>Makes an instrumented copy.</summary>
    /// <param name="input">The original.</param>
    /// <param name="kind">What the copy is for.</param>
    /// <param name="firstId">The place in the map of its first counter.</param>
    /// <returns>The copy, with what its counters stand for. The same input gives the same identifiers and the same IL.</returns>
    /// <exception cref="InstrumentationRefusedException">It is no managed assembly, mixes native code, or is instrumented already.</exception>
    public static InstrumentedAssembly Instrument(AssemblyInput input, BuildKind kind, int firstId = 0)
    {
        ArgumentNullException.ThrowIfNull(input);
        var readyToRun = ImageCheck.IsReadyToRun(input);
        ImageCheck.RefuseMixedMode(input, readyToRun);
        using var resolver = new FolderResolver(input.Folder);
        using var module = Read(input, resolver);
        ImageCheck.RefuseInstrumented(input, module);
        if (readyToRun)
        {
            DropNativeCode(module);
        }

        // A copy cannot keep its signature; its name, key included, stays what others refer to.
        module.Attributes &= ~ModuleAttributes.StrongNameSigned;
        var sites = new SiteTable(firstId);
        var constants = new ConstantFinder();
        Rewrite(module, kind, sites, constants);
        Marker.AddTo(module);
        if (kind == BuildKind.Triage)
        {
            DisableOptimisation(module);
        }

        return Write(module, sites, constants);
    }

    /// <summary>Reads an assembly, with its symbols when they are of the same build.</summary>
    internal static ModuleDefinition Read(AssemblyInput input, FolderResolver resolver)
    {
        var parameters = new ReaderParameters { AssemblyResolver = resolver, InMemory = true };
        try
        {
            parameters.ReadSymbols = true;
            parameters.SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: false);
            parameters.SymbolStream = input.Symbols is { } symbols ? new MemoryStream(symbols) : null;
            if (input.Symbols is not null)
            {
                parameters.SymbolReaderProvider = new PortablePdbReaderProvider();
            }
            else
            {
                parameters.SymbolReaderProvider = new EmbeddedOrNoSymbols();
            }

            return ModuleDefinition.ReadModule(new MemoryStream(input.Image), parameters);
        }
        catch (Exception e) when (e is SymbolsNotMatchingException or InvalidOperationException or BadImageFormatException && input.Symbols is not null)
        {
            // A PDB of another build is worth nothing; the code is.
            return Read(input with { Symbols = null }, resolver);
        }
    }

    static void Rewrite(ModuleDefinition module, BuildKind kind, SiteTable sites, ConstantFinder constants)
    {
        var runtime = new RuntimeReferences(module);
        var methods = module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody && m.Body.Instructions.Count > 0).ToArray();
        var recursive = CallGraph.Recursive(methods);
        foreach (var method in methods)
        {
            if (method.DeclaringType.FullName.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal))
            {
                continue;
            }

            constants.Look(method.Body);
            method.Body.SimplifyMacros();
            var editor = new BodyEditor(method);
            GuardPass.Apply(editor, runtime, recursive.Contains(method));
            if (kind == BuildKind.Coverage)
            {
                new EdgePass(editor, runtime, sites).Apply();
            }
            else if (kind == BuildKind.Trace)
            {
                // Made for a few executions of each new input: code that is never warm should be optimised from the start.
                method.ImplAttributes |= MethodImplAttributes.AggressiveOptimization;
                new ComparePass(editor, runtime, sites).Apply();
            }

            method.Body.OptimizeMacros();
        }
    }

    static void DropNativeCode(ModuleDefinition module)
    {
        module.Attributes = (module.Attributes | ModuleAttributes.ILOnly) & ~IlLibrary;
        module.Architecture = TargetArchitecture.I386;
    }

    static void DisableOptimisation(ModuleDefinition module)
    {
        var attributes = module.Assembly.CustomAttributes;
        foreach (var old in attributes.Where(a => a.AttributeType.Name == nameof(System.Diagnostics.DebuggableAttribute)).ToArray())
        {
            attributes.Remove(old);
        }

        var scope = module.TypeSystem.CoreLibrary;
        var type = new TypeReference("System.Diagnostics", nameof(System.Diagnostics.DebuggableAttribute), module, scope);
        var constructor = new MethodReference(".ctor", module.TypeSystem.Void, type) { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(module.TypeSystem.Boolean));
        constructor.Parameters.Add(new ParameterDefinition(module.TypeSystem.Boolean));
        var attribute = new CustomAttribute(constructor);
        attribute.ConstructorArguments.Add(new CustomAttributeArgument(module.TypeSystem.Boolean, true));
        attribute.ConstructorArguments.Add(new CustomAttributeArgument(module.TypeSystem.Boolean, true));
        attributes.Add(attribute);
    }

    static InstrumentedAssembly Write(ModuleDefinition module, SiteTable sites, ConstantFinder constants)
    {
        var image = new MemoryStream();
        var symbols = module.HasSymbols ? new MemoryStream() : null;
        module.Write(image, new WriterParameters
        {
            WriteSymbols = symbols is not null,
            SymbolStream = symbols,
            SymbolWriterProvider = symbols is null ? null : new PortablePdbWriterProvider(),
            DeterministicMvid = true,
        });
        return new InstrumentedAssembly(module.Assembly.Name.Name, image.ToArray(), symbols?.ToArray(), sites.Sites, sites.Comparisons, constants.Constants);
    }
}
