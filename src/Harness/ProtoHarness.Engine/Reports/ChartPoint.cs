namespace ProtoHarness.Engine.Reports;

/// <summary>One number of a chart.</summary>
/// <param name="Where">Where it stands from left to right: seconds in a line, the lower end of a class in bars.</param>
/// <param name="Value">The number.</param>
/// <param name="Label">Both, as people read them.</param>
public readonly record struct ChartPoint(double Where, double Value, string Label);
