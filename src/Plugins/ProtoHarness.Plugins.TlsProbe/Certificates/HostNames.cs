using System.Net;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>Whether a certificate's names are a host's (RFC 9525, 6.3).</summary>
static class HostNames
{
    /// <summary>Null when one is; else why none is.</summary>
    public static string? Mismatch(string host, IReadOnlyList<string> names)
    {
        if (names.Any(name => Matches(host, name)))
        {
            return null;
        }

        var isTooDeep = names.Any(name => name.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase));
        return isTooDeep ? "wildcard-depth" : names.Count == 0 ? "no names" : $"names: {string.Join(", ", names.Take(5))}{(names.Count > 5 ? ", …" : "")}";
    }

    /// <summary>
    /// Whether one name is the host's: letter for letter, or with a star for the whole first label, in front of at least two more.
    /// </summary>
    public static bool Matches(string host, string name)
    {
        var wanted = host.TrimEnd('.');
        if (IPAddress.TryParse(wanted, out var address))
        {
            return IPAddress.TryParse(name, out var other) && other.Equals(address);
        }

        if (string.Equals(wanted, name, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return name.StartsWith("*.", StringComparison.Ordinal) && name.AsSpan(2).Contains('.') && !name.AsSpan(1).Contains('*')
            && wanted.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && string.Equals(wanted[dot..], name[1..], StringComparison.OrdinalIgnoreCase);
    }
}
