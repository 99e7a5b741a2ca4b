using System.Text;
using System.Text.Json;
using DatasetKit.IO;
using DatasetKit.Tests.IO.Containers;

namespace DatasetKit.Tests.Fuzzing;

/// <summary>
/// The slow reference for tables: RFC 4180 byte by byte, with all three line ends, until the first quote that is wrong. Up to there the reader
/// must divide the input at the same places into the same fields.
/// </summary>
internal static class ReferenceTable
{
    private sealed record Row(int Offset, int Length, List<byte[]> Fields);

    public static void Check(byte[] bytes)
    {
        var read = ReadContainer.Of(bytes, "x.csv", ReadOptions.Default with { Delimiter = ',' });
        if (read.Refusal is not null || bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || read.Stretches.Any(s => s.Kind == SpanKind.Directive))
        {
            return;
        }

        var stretches = read.Stretches.Where(s => s.Kind is SpanKind.Header or SpanKind.Record or SpanKind.Reject).ToList();
        var mark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        var rows = Split(bytes, mark, out var whole);
        var width = rows.Find(row => row.Length > 0 && !IsBlank(row))?.Fields.Count ?? 0;
        var index = 0;
        foreach (var row in rows)
        {
            if (IsBlank(row) && (width != 1 || index == 0))
            {
                continue;
            }

            Assert.True(index < stretches.Count, $"the row at {row.Offset} is missing");
            var stretch = stretches[index++];
            Assert.Equal((row.Offset, row.Length), (stretch.Offset, stretch.Length));
            if (stretch.Value is not null)
            {
                using var value = JsonDocument.Parse(stretch.Value);
                Assert.Equal(row.Fields.Select(field => Encoding.UTF8.GetString(field)), value.RootElement.EnumerateObject().Select(member => member.Value.GetString()));
            }
            else if (stretch.Problem is { } problem)
            {
                var wrong = row.Fields.Count != width || problem.Code is "DK9013" || !row.Fields.TrueForAll(field => System.Text.Unicode.Utf8.IsValid(field));
                Assert.True(wrong, $"the row at {row.Offset} is good, but {problem}");
            }
        }

        if (whole)
        {
            Assert.Equal(stretches.Count, index);
        }
    }

    private static bool IsBlank(Row row) => row.Fields is [{ Length: 0 }] && row.Length <= 2;

    /// <summary>The rows up to the first wrong quote; <paramref name="whole"/> tells whether there is none.</summary>
    private static List<Row> Split(byte[] bytes, int start, out bool whole)
    {
        var rows = new List<Row>();
        whole = true;
        for (var at = start; at < bytes.Length;)
        {
            var (begin, fields) = (at, new List<byte[]>());
            for (var more = true; more;)
            {
                if (!TryField(bytes, ref at, out var field))
                {
                    whole = false;
                    return rows;
                }

                fields.Add(field);
                more = at < bytes.Length && bytes[at] == ',';
                at += more ? 1 : 0;
            }

            at += at >= bytes.Length ? 0 : bytes[at] == '\r' && at + 1 < bytes.Length && bytes[at + 1] == '\n' ? 2 : 1;
            rows.Add(new Row(begin, at - begin, fields));
        }

        return rows;
    }

    /// <summary>One field; afterwards stands the delimiter, the line end, or nothing.</summary>
    private static bool TryField(byte[] bytes, ref int at, out byte[] field)
    {
        var content = new List<byte>();
        var quoted = at < bytes.Length && bytes[at] == '"';
        at += quoted ? 1 : 0;
        for (; at < bytes.Length; at++)
        {
            if (quoted && bytes[at] == '"')
            {
                if (at + 1 < bytes.Length && bytes[at + 1] == '"')
                {
                    at++;
                }
                else
                {
                    at++;
                    field = [.. content];
                    return at == bytes.Length || bytes[at] is (byte)',' or (byte)'\n' or (byte)'\r';
                }
            }
            else if (!quoted && bytes[at] is (byte)',' or (byte)'\n' or (byte)'\r' && !quoted)
            {
                break;
            }

            content.Add(bytes[at]);
        }

        field = [.. content];
        return !quoted;
    }
}
