using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using DatasetKit.IO;
using DatasetKit.Tests.IO.Containers;

namespace DatasetKit.Tests.Fuzzing;

/// <summary>The slow references for JSON: lines split at LF, and a whole array through the parser of the base class library.</summary>
internal static class ReferenceJson
{
    /// <summary>Each line by itself is the same value, or has the same fault.</summary>
    public static void CheckLines(byte[] bytes, ReadContainer read)
    {
        var stretches = read.Stretches.Where(s => s.Kind != SpanKind.ByteOrderMark).ToList();
        var (start, index) = (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0, 0);
        while (start < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            var next = end < 0 ? bytes.Length : end + 1;
            var stretch = stretches[index++];
            Assert.Equal((start, next - start), (stretch.Offset, stretch.Length));
            var line = bytes[start..(end < 0 ? next : end)];
            if (stretch.Value is not null)
            {
                Assert.True(IsStrict(line), $"the line at {start} is no JSON, but was read");
                Assert.True(ReadContainer.SameJson(stretch.Value, Encoding.UTF8.GetString(line)));
            }
            else if (stretch.Problem is { } problem)
            {
                Assert.True(!IsStrict(line) || problem.Code is "DK9103" or "DK9104" or "DK9105", $"the line at {start} is good, but {problem}");
            }

            start = next;
        }

        Assert.Equal(stretches.Count, index);
    }

    /// <summary>A good array comes out element by element; another one never as if it were good.</summary>
    public static void CheckArray(byte[] bytes, ReadContainer read)
    {
        var mark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        if (!Utf8.IsValid(bytes) || Parse(bytes.AsMemory(mark)) is not { } document)
        {
            Assert.True(read.IsRefused || read.Broken is not null, "this is no JSON, but nothing was refused");
            return;
        }

        using (document)
        {
            var records = read.Stretches.Where(s => s.Kind is SpanKind.Record or SpanKind.Reject).ToList();
            var index = 0;
            foreach (var element in document.RootElement.EnumerateArray())
            {
                Assert.True(index < records.Count, $"element {index} is missing");
                var record = records[index++];
                Assert.True(
                    record.Value is not null ? ReadContainer.SameJson(record.Value, element.GetRawText()) : record.Problem!.Code is "DK9103" or "DK9104" or "DK9105",
                    $"element {index}: {record.Value} {record.Problem}");
            }

            Assert.Equal(records.Count, index);
        }
    }

    private static bool IsStrict(byte[] json)
    {
        using var document = Utf8.IsValid(json) ? Parse(json) : null;
        return document is not null;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1000 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
