// Guards and counters belong to the process, so one target runs at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
