using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>The raw record behind the example that is on its way.</summary>
/// <param name="Batch">The batch; null for an example made in memory.</param>
/// <param name="Index">The span in it.</param>
internal readonly record struct CurrentRecord(RecordBatch? Batch, int Index);
