using System.Text.Json.Nodes;
using DatasetKit.IO;

namespace DatasetKit.Tests.IO.Containers;

/// <summary>Holds what a reader gives, at several sizes of blocks, against what a slow reference says.</summary>
internal static class ReferenceReading
{
    /// <summary>Bytes that the reader asks for and bytes that the source gives at a time.</summary>
    public static readonly (int Buffer, int Step)[] Blocks = [(64 * 1024, int.MaxValue), (1, 1), (7, 3), (300, 50)];

    /// <summary>Codes that tell in other words that the grammar is broken.</summary>
    private static readonly string[] Grammar = ["DK9101", "DK9102", "DK9111"];

    public static void AssertSame(byte[] file, string name, ReadOptions options, IReadOnlyList<(Stretch Stretch, string? Code)> reference)
    {
        foreach (var (buffer, step) in Blocks)
        {
            var read = ReadContainer.Of(() => InputFile.FromStream(new SlowStream(file, step), name, options with { BufferBytes = buffer }));
            AssertSame(read, name, reference);
            read.AssertLedger(file);
        }
    }

    /// <summary>The stretches are those of the reference, and each fault has its place.</summary>
    public static void AssertSame(ReadContainer read, string name, IReadOnlyList<(Stretch Stretch, string? Code)> reference)
    {
        Assert.True(read.Refusal is null, $"refused: {read.Refusal?.Message}");
        Assert.Equal(reference.Select(r => Show(r.Stretch, r.Code)), read.Stretches.Select(s => Show(s, s.Problem?.Code)));
        read.AssertLocated(name);
    }

    private static string Show(Stretch stretch, string? code)
    {
        var value = stretch.Value is null ? null : JsonNode.Parse(stretch.Value)?.ToJsonString() ?? "null";
        var raw = stretch.Kind == SpanKind.ByteOrderMark ? null : stretch.Raw;
        return $"{stretch.Kind} {stretch.Offset}+{stretch.Length} line {stretch.Line}:{stretch.Column} #{stretch.Number} {raw} {(Grammar.Contains(code) ? ReferenceJsonValue.Grammar : code)} {value}";
    }
}
