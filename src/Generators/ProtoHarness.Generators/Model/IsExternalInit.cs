namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for to have <c>init</c> members on netstandard2.0.</summary>
static class IsExternalInit;
