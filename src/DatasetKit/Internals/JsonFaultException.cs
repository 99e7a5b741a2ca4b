using System.Text.Json;

namespace DatasetKit.Internals;

/// <summary>What System.Text.Json accepts and a dataset must not.</summary>
internal enum JsonFault
{
    RepeatedKey,
    LoneSurrogate,
}

/// <summary>A fault found while a value was put on the tape.</summary>
/// <param name="fault">Which.</param>
/// <param name="offset">Byte offset in what the reader was given.</param>
/// <param name="earlier">Offset of the first of two equal keys, or -1.</param>
/// <param name="key">The repeated key.</param>
internal sealed class JsonFaultException(JsonFault fault, int offset, int earlier, string? key)
    : JsonException(fault == JsonFault.RepeatedKey ? $"the key \"{key}\" stands twice" : "half a surrogate pair")
{
    public JsonFault Fault { get; } = fault;

    public int Offset { get; } = offset;

    public int Earlier { get; } = earlier;

    public string? Key { get; } = key;
}
