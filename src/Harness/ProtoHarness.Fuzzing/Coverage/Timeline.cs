using System.Text.Json;

namespace ProtoHarness.Fuzzing.Coverage;

/// <summary>The history of a campaign: a line of JSON for each time at which it had got further. A line that was cut off by a kill is left out.</summary>
/// <param name="folder">The campaign's folder.</param>
public sealed class Timeline(string folder)
{
    const string FileName = "timeline.ndjson";

    readonly string _path = Path.Combine(folder, FileName);
    TimelinePoint? _last;

    /// <summary>Reads the history of a campaign.</summary>
    /// <returns>The points in order; none when there is no campaign in the folder.</returns>
    public IReadOnlyList<TimelinePoint> Read()
    {
        var points = new List<TimelinePoint>();
        foreach (var line in File.Exists(_path) ? File.ReadAllLines(_path) : [])
        {
            try
            {
                points.Add(JsonSerializer.Deserialize<TimelinePoint>(line)!);
            }
            catch (JsonException)
            {
                continue;
            }
        }

        return points;
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => File.Delete(_path);

    /// <summary>Writes down where the campaign stands, if it has got further.</summary>
    /// <param name="progress">Where it stands.</param>
    public void Add(FuzzProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var point = new TimelinePoint(Math.Round(progress.Elapsed.TotalSeconds, 3), progress.Executions, progress.Edges, progress.States, progress.Corpus);
        if (_last is null || point.Edges > _last.Edges || point.States > _last.States || point.Corpus > _last.Corpus)
        {
            _last = point;

            // A line of its own first: what a kill cut off in the middle must not spoil what comes behind it.
            File.AppendAllText(_path, $"\n{JsonSerializer.Serialize(point)}");
        }
    }
}
