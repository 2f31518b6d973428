using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Microsoft.FSharp.Reflection;

namespace ProtoHarness.Testing.Xunit;

/// <summary>A property method bound to its instance, ready to be given to the core.</summary>
abstract class PropertyBody
{
    internal static PropertyBody Create(MethodInfo method, object? target, ShrinkBudget shrinks, CancellationToken cancelled)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var arguments = parameters.Length switch
        {
            0 => typeof(Unit),
            1 => parameters[0],
            _ => FSharpType.MakeTupleType(parameters),
        };
        var body = typeof(PropertyBody<,>).MakeGenericType(arguments, PropertySignature.ShownToCore(method.ReturnType));
        return (PropertyBody)Activator.CreateInstance(body, method, parameters.Length, target, shrinks, cancelled)!;
    }

    internal abstract void Check(Config config);
}

/// <summary>See <see cref="PropertyBody"/>.</summary>
/// <typeparam name="TArguments">Unit, the one parameter's type, or a tuple of all of them: the core knows one argument only.</typeparam>
/// <typeparam name="TResult">What the core is shown as the method's result.</typeparam>
sealed class PropertyBody<TArguments, TResult>(
    MethodInfo method, int parameters, object? target, ShrinkBudget shrinks, CancellationToken cancelled) : PropertyBody
{
    static readonly MethodInfo? AsTask = typeof(TResult).IsGenericType && typeof(TResult).GetGenericTypeDefinition() == typeof(Task<>)
        ? typeof(ValueTask<>).MakeGenericType(typeof(TResult).GenericTypeArguments).GetMethod(nameof(ValueTask<>.AsTask))
        : null;

    internal override void Check(Config config)
    {
        var known = config.ArbMap.ArbFor<TArguments>();
        // The same generator draws the same values from a seed as the core alone would; only the shrinker is cut short.
        var arbitrary = Arb.From(known.Generator, value => shrinks.Limit(known.Shrinker(value)));
        var property = FsCheck.FSharp.Prop.ForAll(arbitrary, FuncConvert.FromFunc<TArguments, TResult>(Invoke));
        FsCheck.Check.One(config, property);
    }

    TResult Invoke(TArguments arguments)
    {
        cancelled.ThrowIfCancellationRequested();
        object?[] values = parameters switch
        {
            0 => [],
            1 => [arguments],
            _ => FSharpValue.GetTupleFields(arguments),
        };
        return method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, values, null) switch
        {
            ValueTask task => (TResult)(object)task.AsTask(),
            { } result when AsTask is not null && result is not TResult => (TResult)AsTask.Invoke(result, null)!,
            var result => (TResult)result!,
        };
    }
}
