using System.Globalization;

namespace ProtoHarness.Engine.Sessions;

/// <summary>What the roles of a session, and the ends of its connections, are called.</summary>
static class RoleNames
{
    const int Usual = 32;

    static readonly string[] Clients = [.. Enumerable.Range(0, Usual).Select(number => Name('C', number))];
    static readonly string[] Servers = [.. Enumerable.Range(0, Usual).Select(number => Name('S', number))];

    /// <summary>A client, or its end of a connection.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>Such as <c>C1</c>.</returns>
    public static string OfClient(int number) => number < Usual ? Clients[number] : Name('C', number);

    /// <summary>The server of a connection, or its end of it.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>Such as <c>S1</c>.</returns>
    public static string OfServer(int number) => number < Usual ? Servers[number] : Name('S', number);

    static string Name(char side, int number) => string.Create(CultureInfo.InvariantCulture, $"{side}{number}");
}
