using System.Text.Json;

namespace ProtoHarness.Engine.Tests.Reports;

/// <summary>
/// The part of SARIF 2.1.0 (OASIS, sections 3.13 to 3.58) that our reports use, held strictly: every object has the members that its section demands, no other than those that the section
/// knows, and each of its type. The published JSON schema is not here; what our reports do not use is refused rather than let through.
/// </summary>
static class SarifShape
{
    // Name!: demanded. Behind the colon: a JSON type, a list of words, or another object; [] is an array of it.
    static readonly Dictionary<string, string[]> Objects = new()
    {
        ["sarifLog"] = ["$schema:uri", "version!:2.1.0", "runs!:run[]"],
        ["run"] = ["tool!:tool", "invocations:invocation[]", "results:result[]", "columnKind:utf16CodeUnits|unicodeCodePoints"],
        ["tool"] = ["driver!:toolComponent"],
        ["toolComponent"] = ["name!:text", "semanticVersion:text", "rules:reportingDescriptor[]"],
        ["reportingDescriptor"] = ["id!:text", "shortDescription:message", "fullDescription:message"],
        ["invocation"] = ["executionSuccessful!:bool", "toolExecutionNotifications:notification[]"],
        ["notification"] = ["message!:message", "level:none|note|warning|error"],
        ["result"] = ["ruleId:text", "ruleIndex:index", "level:none|note|warning|error", "kind:notApplicable|pass|fail|review|open|informational", "message!:message", "locations:location[]", "partialFingerprints:texts", "properties:bag"],
        ["location"] = ["physicalLocation:physicalLocation"],
        ["physicalLocation"] = ["artifactLocation!:artifactLocation", "region:region"],
        ["artifactLocation"] = ["uri!:uri"],
        ["region"] = ["startLine!:line"],
        ["message"] = ["text!:text"],
    };

    /// <summary>What is wrong with a log; empty when nothing is.</summary>
    public static List<string> Problems(JsonElement log)
    {
        var problems = new List<string>();
        Check(log, "sarifLog", "$", problems);
        return problems;
    }

    static void Check(JsonElement value, string type, string path, List<string> problems)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                problems.Add($"{path} must be an array");
                return;
            }

            foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i)))
            {
                Check(item, type[..^2], $"{path}[{i}]", problems);
            }

            return;
        }

        if (!Objects.TryGetValue(type, out var members))
        {
            if (!IsScalar(value, type))
            {
                problems.Add($"{path} must be {type}, and is {value.GetRawText()}");
            }

            return;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{path} must be an object");
            return;
        }

        var known = members.Select(member => member.Split(':', 2)).ToDictionary(parts => parts[0].TrimEnd('!'), parts => parts[1]);
        problems.AddRange(members.Where(member => member.Split(':')[0].EndsWith('!')).Select(member => member.Split('!')[0]).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path} has no {name}"));
        foreach (var member in value.EnumerateObject())
        {
            if (known.TryGetValue(member.Name, out var of))
            {
                Check(member.Value, of, $"{path}.{member.Name}", problems);
            }
            else
            {
                problems.Add($"{path}.{member.Name} is no member of {type}");
            }
        }
    }

    static bool IsScalar(JsonElement value, string type) => type switch
    {
        "text" => value.ValueKind == JsonValueKind.String,
        "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "index" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var index) && index >= -1,
        "line" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var line) && line >= 1,
        "uri" => value.ValueKind == JsonValueKind.String && Uri.IsWellFormedUriString(value.GetString(), UriKind.RelativeOrAbsolute),
        "texts" => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.String),
        "bag" => value.ValueKind == JsonValueKind.Object,
        _ => value.ValueKind == JsonValueKind.String && type.Split('|').Contains(value.GetString()),
    };
}
