namespace ProtoHarness.Generators.Model;

/// <summary>What parsing one declaration gives: a model, or the reasons why there is none.</summary>
sealed record FrameResult(FrameModel? Model, EquatableArray<DiagnosticModel> Diagnostics);
