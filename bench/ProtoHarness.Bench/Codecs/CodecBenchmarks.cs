using BenchmarkDotNet.Attributes;

namespace ProtoHarness.Bench.Codecs;

/// <summary>The same loops under BenchmarkDotNet; one operation is one frame.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public class CodecBenchmarks
{
    [Benchmark(Baseline = true, OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("length prefix, read")]
    public long HandPrefixedRead() => Subjects.HandPrefixedRead();

    [Benchmark(OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("length prefix, read")]
    public long GeneratedPrefixedRead() => Subjects.GeneratedPrefixedRead();

    [Benchmark(Baseline = true, OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("length prefix, write")]
    public long HandPrefixedWrite() => Subjects.HandPrefixedWrite();

    [Benchmark(OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("length prefix, write")]
    public long GeneratedPrefixedWrite() => Subjects.GeneratedPrefixedWrite();

    [Benchmark(Baseline = true, OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("8-byte header, read")]
    public long HandHeaderRead() => Subjects.HandHeaderRead();

    [Benchmark(OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("8-byte header, read")]
    public long GeneratedHeaderRead() => Subjects.GeneratedHeaderRead();

    [Benchmark(Baseline = true, OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("8-byte header, write")]
    public long HandHeaderWrite() => Subjects.HandHeaderWrite();

    [Benchmark(OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("8-byte header, write")]
    public long GeneratedHeaderWrite() => Subjects.GeneratedHeaderWrite();

    [Benchmark(Baseline = true, OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("12 fields, read")]
    public long HandMixedRead() => Subjects.HandMixedRead();

    [Benchmark(OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("12 fields, read")]
    public long GeneratedMixedRead() => Subjects.GeneratedMixedRead();

    [Benchmark(Baseline = true, OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("12 fields, write")]
    public long HandMixedWrite() => Subjects.HandMixedWrite();

    [Benchmark(OperationsPerInvoke = Subjects.Loop)]
    [BenchmarkCategory("12 fields, write")]
    public long GeneratedMixedWrite() => Subjects.GeneratedMixedWrite();
}
