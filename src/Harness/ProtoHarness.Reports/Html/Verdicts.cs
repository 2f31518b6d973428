using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Reports.Html;

/// <summary>Verdicts as classes of the style.</summary>
static class Verdicts
{
    public static string Class(Verdict verdict) => VerdictText.Format(verdict).ToLowerInvariant();
}
