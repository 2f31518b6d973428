using System.Reflection;
using System.Reflection.Metadata;

namespace ProtoHarness.Engine.Loading;

/// <summary>Finds the classes of one assembly that implement the plugin contract.</summary>
sealed class PluginTypeScan(MetadataReader metadata)
{
    const int MaxBaseClasses = 100;

    public IEnumerable<PluginTypeInfo> Find()
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if ((type.Attributes & (TypeAttributes.Interface | TypeAttributes.Abstract)) == 0 && Implements(handle))
            {
                yield return new PluginTypeInfo(FullName(type), IsPublic(type), HasConstructor(type));
            }
        }
    }

    bool Implements(TypeDefinitionHandle handle)
    {
        // The bound only matters in damaged metadata, where a class may be its own base.
        for (var depth = 0; depth < MaxBaseClasses; depth++)
        {
            var type = metadata.GetTypeDefinition(handle);
            foreach (var implementation in type.GetInterfaceImplementations())
            {
                if (IsContract(metadata.GetInterfaceImplementation(implementation).Interface))
                {
                    return true;
                }
            }

            // No base at all (<Module>) is a nil handle, which says it is a type definition too.
            if (type.BaseType.IsNil || type.BaseType.Kind != HandleKind.TypeDefinition)
            {
                return false;
            }

            handle = (TypeDefinitionHandle)type.BaseType;
        }

        return false;
    }

    bool IsContract(EntityHandle handle)
    {
        if (handle.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)handle);
        return metadata.StringComparer.Equals(type.Name, "IProtocolPlugin")
            && metadata.StringComparer.Equals(type.Namespace, PluginContract.AssemblyName)
            && type.ResolutionScope.Kind == HandleKind.AssemblyReference
            && metadata.StringComparer.Equals(
                metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name, PluginContract.AssemblyName);
    }

    string FullName(TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
        {
            return $"{FullName(metadata.GetTypeDefinition(type.GetDeclaringType()))}+{name}";
        }

        var scope = metadata.GetString(type.Namespace);
        return scope.Length == 0 ? name : $"{scope}.{name}";
    }

    bool IsPublic(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => IsPublic(metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    bool HasConstructor(TypeDefinition type)
    {
        foreach (var handle in type.GetMethods())
        {
            var method = metadata.GetMethodDefinition(handle);
            if ((method.Attributes & (MethodAttributes.MemberAccessMask | MethodAttributes.Static)) == MethodAttributes.Public
                && metadata.StringComparer.Equals(method.Name, ".ctor")
                && TakesNothing(method))
            {
                return true;
            }
        }

        return false;
    }

    bool TakesNothing(MethodDefinition method)
    {
        var signature = metadata.GetBlobReader(method.Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger() == 0;
    }
}
