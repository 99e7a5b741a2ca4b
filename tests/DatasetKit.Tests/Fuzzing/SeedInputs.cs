using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace DatasetKit.Tests.Fuzzing;

/// <summary>Good inputs of every container and every format, to be damaged.</summary>
internal static class SeedInputs
{
    /// <summary>Records of each format as lines, as an array, compressed and in UTF-16; and tables of all dialects.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> All { get; } = [.. Tables(), .. Odd(), .. RecordFormat.Known.SelectMany(format => Of(format.Name))];

    public static byte[] Gzip(byte[] bytes)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Tables()
    {
        yield return ("t.csv", Utf8("instruction,input,output\nhello,,\"wor\"\"ld\"\r\n\"two\nlines\",é,b\n\n5\" disk,你好,c\n"));
        yield return ("t.csv", Utf8("\uFEFFquestion;answer\r\nx;1\r\n\"a;b\";y\r\n"));
        yield return ("t.csv", Utf8("sep=;\nprompt;completion\na;1\nb;2\n"));
        yield return ("t.csv", Utf8("text\na\n\nb\n"));
        yield return ("t.csv", Utf8("instruction,output\rb,c\rd,\"e\rf\"\r"));
        yield return ("t.csv", Utf8("id,messages\n1,\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"a\"\"},{\"\"role\"\":\"\"assistant\"\",\"\"content\"\":\"\"b\"\"}]\"\n"));
        yield return ("t.tsv", Utf8("instruction\tcontext\tresponse\tcategory\n\"x\t y\tb\tqa\n1\t2\t3\tqa\n"));
        yield return ("t.tsv", Utf8("问题\t答案\n你好\t世界\n"));
        yield return ("t.csv", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("instruction,output\r\n\"你,好\",x\r\nb,c\r\n")]);
        yield return ("t.csv.gz", Gzip(Utf8("instruction,output\na,b\nc,d\n")));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Odd()
    {
        yield return ("o.jsonl", Utf8("{\"instruction\":\"x\\u00e9\\n\",\"output\":\"y\",\"n\":1.0}\n\n{\"instruction\":\"b\",\"output\":\"c\",\"m\":[1,{\"c\":null}]}\r\n{\"a\":true}"));
        yield return ("o.jsonl", Utf8("\uFEFF{\"instruction\":\"1\",\"output\":\"2\"}\n{\"instruction\":\"你\uD840\uDC00\",\"output\":\"\\ud83d\\ude00\"}\n"));
        yield return ("o.json", Utf8("[\n  {\"text\": \"1\"},\n  {\"text\": \"]\\\"}\"} , null,[1,[2]] ]\n"));
        yield return ("o.json", Utf8("{\n \"instruction\": \"a\", \"output\": \"b\", \"m\": {\"b\": [1, 2]}\n}\n"));
        yield return ("o.jsonl", Utf8("{\"id\":1,\"role\":\"user\",\"content\":\"a\"}\n{\"id\":\"2\",\"role\":\"agent\",\"content\":\"\"}\n{\"id\":1,\"role\":\"assistant\",\"content\":\"b\",\"x\":1}\n"));
        yield return ("o.csv", Utf8("id,role,content\n1,user,a\n2,customer,\"b\nc\"\n1,agent,d\n"));
        yield return ("o.jsonl", Utf8("{\"datasetkit\":{\"metadata\":{\"x\":1.10},\"category\":\"c\"},\"conversations\":[{\"from\":\"human\",\"value\":\"a\"},{\"from\":\"gpt\",\"value\":\"b\"}]}\n"));
    }

    /// <summary>What the fixtures of a format are made of, one record a line, and the same in other clothes.</summary>
    private static IEnumerable<(string Name, byte[] Bytes)> Of(string format)
    {
        var folder = Path.Join(AppContext.BaseDirectory, "Formats", "Fixtures", format);
        var records = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => JsonNode.Parse(File.ReadAllText(path))!["input"]!).ToList();
        foreach (var part in records.Chunk(5))
        {
            var lines = string.Join('\n', part.Select(record => record.ToJsonString()));
            yield return ("f.jsonl", Utf8(lines + "\n"));
            yield return ("f.json", Utf8($"[{string.Join(", ", part.Select(record => record.ToString()))}]"));
        }

        var first = Utf8(records[0].ToJsonString() + "\n");
        yield return ("f.jsonl.gz", Gzip(first));
        yield return ("f.jsonl", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(first))]);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
