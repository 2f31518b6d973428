using System.Reflection;
using System.Runtime.CompilerServices;
using FsCheck;
using Microsoft.FSharp.Control;
using Microsoft.FSharp.Core;

namespace ProtoHarness.Testing.Xunit;

/// <summary>What a property method may look like, and what its result becomes before the core sees it.</summary>
static class PropertySignature
{
    static readonly Type[] TestableGenerics =
        [typeof(Task<>), typeof(ValueTask<>), typeof(FSharpAsync<>), typeof(Lazy<>), typeof(Gen<>), typeof(FSharpFunc<,>)];

    static readonly Type[] TestablePlain =
        [typeof(void), typeof(Unit), typeof(bool), typeof(Task), typeof(ValueTask), typeof(Property), typeof(Result), typeof(ResultContainer)];

    /// <summary>Says what is wrong with the method as a property, or <see langword="null"/>.</summary>
    internal static string? Complaint(MethodInfo method)
    {
        if (method.IsGenericMethodDefinition)
            return $"A property cannot be generic: {method.Name} has type parameters, so no values can be generated for it.";
        if (method.ReturnType == typeof(void) && method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null)
            return $"The property {method.Name} is 'async void', so nobody can wait for it. Return Task or ValueTask.";
        if (!IsTestable(method.ReturnType))
        {
            return $"The property {method.Name} returns {method.ReturnType}, which cannot be tested. Return void, bool, Task, ValueTask "
                + "(or one of bool or Property), Async, Lazy, Gen, Result or FsCheck.Property.";
        }

        return method.GetParameters().FirstOrDefault(parameter => parameter.ParameterType.IsByRef || parameter.ParameterType.IsByRefLike) is { } odd
            ? $"The parameter '{odd.Name}' of {method.Name} is passed by reference or lives on the stack; no value can be generated for it."
            : null;
    }

    /// <summary>The type that the core is shown for a return type: value tasks become tasks, nothing becomes unit.</summary>
    internal static Type ShownToCore(Type returnType)
    {
        if (returnType == typeof(void))
            return typeof(Unit);
        if (returnType == typeof(ValueTask))
            return typeof(Task);
        return returnType.IsGenericType && returnType.GetGenericTypeDefinition() == typeof(ValueTask<>)
            ? typeof(Task<>).MakeGenericType(returnType.GenericTypeArguments)
            : returnType;
    }

    static bool IsTestable(Type type) =>
        TestablePlain.Contains(type)
        || (type.IsGenericType && TestableGenerics.Contains(type.GetGenericTypeDefinition()) && IsTestable(type.GenericTypeArguments[^1]));
}
