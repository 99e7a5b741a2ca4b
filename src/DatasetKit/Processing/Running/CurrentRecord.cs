using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>The raw record behind the example that is on its way.</summary>
/// <param name="Batch">The batch; null for an example made in memory, or of several records.</param>
/// <param name="Index">The span in it.</param>
internal readonly record struct CurrentRecord(RecordBatch? Batch, int Index)
{
    /// <summary>The raw records of an example that was made of several; null for others.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Several { get; init; }
}
