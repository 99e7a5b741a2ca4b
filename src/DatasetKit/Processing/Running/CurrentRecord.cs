using DatasetKit.Internals;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>The raw record behind the example that is on its way.</summary>
/// <param name="Batch">The batch; null for an example made in memory, of several records, or held back.</param>
/// <param name="Index">The span in it.</param>
internal readonly record struct CurrentRecord(RecordBatch? Batch, int Index)
{
    /// <summary>The raw records of an example that was made of several; null for others.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Several { get; init; }

    /// <summary>The record of an example that was held back; null for others.</summary>
    public HeldRaw? Held { get; init; }

    /// <summary>The part of the record that the example was read from; absent when it is the whole record.</summary>
    public JsonValue Part { get; init; }

    /// <summary>How many bytes of its input the record is; -1 when that cannot be said, as of several or of a part.</summary>
    public long Length => !Part.IsAbsent ? -1 : Batch is { } batch ? batch.Spans[Index].Length : Held?.Length ?? -1;

    /// <summary>The bytes of the record, or of several, a line each; null for an example made in memory. Good as long as the block they were read into.</summary>
    public ReadOnlyMemory<byte>? Raw =>
        !Part.IsAbsent ? JsonOf(Part)
        : Batch is { } batch ? batch.RawToKeep(batch.Spans[Index])
        : Several is { } several ? Lines(several)
        : Held?.Bytes;

    private static byte[] JsonOf(JsonValue value)
    {
        var json = new JsonBuffer(capacity: 1024);
        json.AppendValue(value);
        return json.Written.ToArray();
    }

    private static byte[] Lines(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var lines = new List<byte>();
        foreach (var record in records)
        {
            lines.AddRange(record.Span);
            lines.Add((byte)'\n');
        }

        return [.. lines];
    }
}
