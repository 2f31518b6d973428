using System.Runtime.CompilerServices;

namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>
/// The limits that instrumented code asks about: steps at loop headers and at the entry of recursive methods, bytes at
/// allocations, stack at recursion. A target may swallow what is thrown here, so that a limit was hit is also remembered.
/// </summary>
/// <remarks>Plain statics on purpose: a target that hops threads in async code keeps one budget. One target runs at a time.</remarks>
public static class Guards
{
    /// <summary>The steps that are left; instrumented code counts it down in place.</summary>
    public static long Fuel = long.MaxValue;

    /// <summary>How deep recursive methods are nested now; counted, not measured, so that it does not depend on the compiler.</summary>
    public static int Depth;

    /// <summary>The deepest nesting in this execution.</summary>
    public static int DepthReached;

    /// <summary>The bytes asked for through guarded allocations in this execution.</summary>
    public static long Allocated;

    /// <summary>The most bytes that one execution may ask for.</summary>
    public static long AllocationLimit = long.MaxValue;

    /// <summary>The most bytes that one variable <c>stackalloc</c> may take.</summary>
    public const long StackAllocationLimit = 64 * 1024;

    /// <summary>The first limit that was hit in this execution.</summary>
    public static GuardKind Tripped;

    /// <summary>Sets the budgets for one execution.</summary>
    /// <param name="fuel">The steps.</param>
    /// <param name="allocation">The bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Arm(long fuel, long allocation)
    {
        Fuel = fuel;
        Allocated = 0;
        Depth = DepthReached = 0;
        AllocationLimit = allocation;
        Tripped = GuardKind.None;
    }

    /// <summary>Lifts all limits.</summary>
    public static void Disarm() => Arm(long.MaxValue, long.MaxValue);

    /// <summary>Called by instrumented code when <see cref="Fuel"/> fell below zero.</summary>
    /// <exception cref="FuelExhaustedException">Always.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ThrowFuel()
    {
        Trip(GuardKind.Fuel);
        throw new FuelExhaustedException();
    }

    /// <summary>Called at the entry of methods that can call themselves.</summary>
    /// <exception cref="InsufficientExecutionStackException">The stack is nearly used up.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        if (--Fuel < 0)
        {
            ThrowFuel();
        }

        if (++Depth > DepthReached)
        {
            DepthReached = Depth;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            ThrowStack();
        }
    }

    /// <summary>Called before an allocation whose size is not a constant.</summary>
    /// <param name="bytes">The bytes asked for; a negative number is left to the allocation itself to refuse.</param>
    /// <exception cref="AllocationLimitException">More than the limit in one execution.</exception>
    public static void Allocate(long bytes)
    {
        if (bytes > 0 && (Allocated += bytes) > AllocationLimit)
        {
            ThrowAllocation();
        }
    }

    /// <summary>Called before a <c>stackalloc</c> whose size is not a constant.</summary>
    /// <param name="bytes">The bytes asked for.</param>
    /// <exception cref="InsufficientExecutionStackException">More than <see cref="StackAllocationLimit"/>.</exception>
    public static void StackAllocate(long bytes)
    {
        if ((ulong)bytes > StackAllocationLimit)
        {
            ThrowStack();
        }
    }

    static void Trip(GuardKind kind)
    {
        if (Tripped == GuardKind.None)
        {
            Tripped = kind;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void ThrowStack()
    {
        Trip(GuardKind.Stack);
        throw new InsufficientExecutionStackException();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void ThrowAllocation()
    {
        Trip(GuardKind.Allocation);
        throw new AllocationLimitException(Allocated, AllocationLimit);
    }
}
