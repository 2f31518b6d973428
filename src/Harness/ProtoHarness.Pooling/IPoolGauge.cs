namespace ProtoHarness.Pooling;

/// <summary>What the metrics read of a pool, whatever it pools.</summary>
interface IPoolGauge
{
    ConnectionPoolOptions Options { get; }

    PoolStatistics Statistics { get; }
}
