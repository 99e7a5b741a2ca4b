using System.Text;

namespace DatasetKit.Cli.Tests;

/// <summary>
/// The faults that an input can have, by their numbers in the project's fault list: what goes in, what the tool must say and
/// return, and how many records are written.
/// </summary>
internal static class FaultTable
{
    private const string Header = "instruction,output\n";
    private const string Good = "{\"instruction\":\"a\",\"output\":\"b\"}\n";

    public static IReadOnlyList<Row> Rows { get; } =
    [
        new(1, "csv", Header + "a,b\nc,\"dd\nee,ff\n", Exit: 1, Code: "DK9001", Line: 3, Column: 3, Written: 1),
        new(2, "csv", Header + "a,b\nc\nd,e\n", Exit: 1, Code: "DK9002", Line: 3, Written: 2),
        new(3, "csv", Header + "a,b\nc,d,e\n", Exit: 1, Code: "DK9003", Line: 3, Written: 1),
        new(4, "csv", "output,output\na,b\n", Exit: 3, Code: "DK9007", Line: 1),
        new(5, "csv", "instruction,output,Output\na,b,c\n", Exit: 0, Code: "DK9017", Line: 1, Written: 1),
        new(5, "csv", "instruction,output,Output\na,b,c\n", Exit: 2, Says: "did you mean \"output\"", Options: ["--map", "output=OUTPUT", "--map", "instruction=instruction"]),
        new(6, "csv", "instruction,,output\na,x,b\n", Exit: 3, Code: "DK9008", Line: 1),
        new(6, "csv", ",instruction,output\n0,a,b\n1,c,d\n", Code: "DK9008", Line: 1, Written: 2),
        new(7, "csv", "instruction, output \na,b\n", Exit: 0, Code: "DK9009", Line: 1, Written: 1),
        new(8, "csv", "What is it?,It is this.\nHow?,So.\n", Exit: 3, Code: "DK1015", Line: 2),
        new(9, "csv", Header + "a,b\n", Exit: 2, Says: "did you mean \"output\"", Options: ["--map", "output=outptu", "--map", "instruction=instruction"]),
        new(10, "csv", "\uFEFF" + Header + "a,b\n", Written: 1),
        new(11, "csv", Header + "a,b\n\uFEFFc,d\n", Exit: 1, Code: "DK9013", Line: 3, Written: 1),
        new(12, "csv", Header + "hé,你好\n", Written: 1) { Encoding = new UnicodeEncoding(false, true) },
        new(13, "csv", Header + "hello there,you\n", Exit: 3, Code: "DK9203") { Encoding = new UnicodeEncoding(false, false) },
        new(14, "csv", Header + "你好,世界\n", Exit: 3, Code: "DK9202", Line: 2, Says: "gb18030") { EncodingName = "gb18030" },
        new(14, "csv", Header + "你好,世界\n", Written: 1, Options: ["--encoding", "gb18030"]) { EncodingName = "gb18030" },
        new(15, "csv", Header + "日本語,テスト\n", Written: 1, Options: ["--encoding", "shift_jis"]) { EncodingName = "shift_jis" },
        new(15, "csv", Header + "日本語の文,テストです\n", Exit: 3, Code: "DK9202", Line: 2, Says: "shift_jis") { EncodingName = "shift_jis" },
        new(15, "csv", Header + "你好世界,測試\n", Exit: 3, Code: "DK9202", Line: 2, Says: "big5") { EncodingName = "big5" },
        new(15, "csv", Header + "안녕하세요,세계\n", Exit: 3, Code: "DK9202", Line: 2, Says: "euc-kr") { EncodingName = "euc-kr" },
        new(16, "csv", Header + "it’s,“fine”\n", Written: 1, Options: ["--encoding", "windows-1252"]) { EncodingName = "windows-1252" },
        new(16, "csv", Header + "it’s,“fine”\n", Exit: 3, Code: "DK9202", Line: 2, Column: 3, Says: "windows-1252") { EncodingName = "windows-1252" },
        new(17, "csv", [.. Encoding.UTF8.GetBytes(Header + "é,b\nè,d\n"), 0xE9, .. ",x\nê,f\n"u8], Exit: 1, Code: "DK9201", Line: 4, Column: 1, Written: 3),
        new(18, "csv", Header + "a\0b,c\n", Code: "DK9014", Line: 2, Written: 1),
        new(19, "csv", [.. Encoding.UTF8.GetBytes(Header + "é,b\nè,d\nx"), 0xC0, 0xAF, .. ",c\n"u8], Exit: 1, Code: "DK9201", Line: 4, Column: 2, Written: 2),
        new(19, "csv", [.. Encoding.UTF8.GetBytes(Header + "é,b\nè,d\nx"), 0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80, .. ",c\n"u8], Exit: 1, Code: "DK9201", Line: 4, Column: 2, Written: 2),
        new(19, "csv", [.. Encoding.UTF8.GetBytes(Header + "é,b\nè,d\nx"), 0xF4, 0x90, 0x80, 0x80, .. ",c\n"u8], Exit: 1, Code: "DK9201", Line: 4, Column: 2, Written: 2),
        new(20, "csv", "instruction,output\ra,b\rc,d\r", Written: 2),
        new(21, "csv", "instruction,output\r\na,b\nc,d\r\n", Code: "DK9015", Written: 2),
        new(22, "csv", Header + "\"line1\r\nline2\",ok\n", Says: "1 written", Written: 1),
        new(23, "csv", Header + "a," + new string('x', 3_000_000) + "\n", Written: 1),
        new(24, "csv", Header + "a,\"" + new string('x', 300_000) + "\n", Exit: 3, Code: "DK9016", Options: ["--max-record", "64K"]),
        new(25, "csv", string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"c{i}").Append("instruction").Append("output")) + "\n" + new string(',', 10_000) + "a,b\n", Written: 1),
        new(26, "csv", "instruction;output\n\"a, b\";c\n", Says: "semicolon (detected)", Written: 1),
        new(27, "csv", "sep=;\ninstruction;output\na;b\n", Written: 1),
        new(28, "csv", Header + "=cmd|' /C calc'!A0,b\n", Written: 1),
        new(29, "csv", Header + "\"a\"b,c\n", Exit: 1, Code: "DK9004", Line: 2, Written: 0),
        new(30, "csv", Header + "A 5\" pipe,ok\n", Code: "DK9005", Line: 2, Written: 1),
        new(31, "csv", Header + "\"a \\\"b\\\" c\",d\n", Exit: 1, Code: "DK9004", Line: 2, Says: "--escape '\\'", Written: 0),
        new(32, "csv", Header + "a,b\n\nc,d\n", Written: 2),
        new(33, "csv", Header + "NA,007\nnull?,3.10\n", Written: 2),
        new(34, "csv", Header + "a,\"\"\n", Exit: 1, Code: "DK1002", Line: 2, Written: 0),
        new(35, "csv", Header + "  a , b\n", Written: 1),
        new(36, "csv", "", Exit: 3, Code: "DK9012"),
        new(36, "csv", Header, Exit: 3, Code: "DK9012"),
        new(37, "csv", "Report of May\n" + Header + "a,b\n", Written: 1, Options: ["--skip", "1"]),
        new(38, "csv", [0x50, 0x4B, 3, 4, 0, 0], Exit: 3, Code: "DK9205", Says: "zip"),
        new(39, "jsonl", Good + "{\"instruction\":\"c\",\"out", Exit: 1, Code: "DK9101", Line: 2, Written: 1),
        new(40, "jsonl", Good + Good.TrimEnd(), Written: 2),
        new(41, "jsonl", Good + "{\"instruction\":\"c\",\"output\":\"d\",}\n", Exit: 1, Code: "DK9102", Line: 2, Written: 1),
        new(41, "jsonl", Good + "{'instruction':'a','output':'b'}\n", Exit: 1, Code: "DK9102", Line: 2, Column: 2, Written: 1),
        new(41, "jsonl", Good + "{\"instruction\":\"a\",/*x*/\"output\":\"b\"}\n", Exit: 1, Code: "DK9102", Line: 2, Column: 20, Written: 1),
        new(42, "jsonl", Good + "{\"output\":\"c\",\"instruction\":\"x\",\"output\":\"d\"}\n", Exit: 1, Code: "DK9103", Line: 2, Column: 33, Written: 1),
        new(43, "jsonl", Good + new string('[', 100_000) + "\n", Exit: 1, Code: "DK9104", Line: 2, Written: 1),
        new(44, "jsonl", "{\"instruction\":\"a\",\"output\":\"b\",\"n\":9007199254740993,\"x\":1e400,\"y\":1.0}\n", Written: 1, Options: ["--extra", "keep"]),
        new(45, "jsonl", Good + "{\"instruction\":\"\\ud800\",\"output\":\"b\"}\n", Exit: 1, Code: "DK9105", Line: 2, Column: 17, Written: 1),
        new(45, "jsonl", Good + "{\"instruction\":\"a\",\"output\":\"b\",\"\\ud800\":1}\n", Exit: 1, Code: "DK9105", Line: 2, Column: 34, Written: 1),
        new(46, "jsonl", [.. Encoding.UTF8.GetBytes("{\"instruction\":\"é\",\"output\":\"é\"}\n{\"instruction\":\"è\",\"output\":\"b\"}\n{\"instruction\":\""), 0xE9, .. "\",\"output\":\"b\"}\n"u8], Exit: 1, Code: "DK9201", Line: 3, Column: 17, Written: 2),
        new(47, "jsonl", Good + "{\"instruction\":NaN,\"output\":\"b\"}\n", Exit: 1, Code: "DK9102", Line: 2, Column: 16, Written: 1),
        new(48, "jsonl", Good + "\n  \n" + Good, Written: 2),
        new(49, "jsonl", "[" + Good.TrimEnd() + ",\n" + Good.TrimEnd() + "]\n", Says: "JSON array", Written: 2),
        new(49, "json", Good + Good, Written: 2),
        new(50, "jsonl", "\uFEFF" + Good, Written: 1),
        new(51, "jsonl", Good + Good.TrimEnd() + " " + Good, Exit: 1, Code: "DK9106", Line: 2, Written: 1),
        new(52, "jsonl", "{\n \"instruction\": \"a\",\n \"output\": \"b\"\n}\n", Exit: 3, Code: "DK9107", Says: "--concatenated"),
        new(53, "jsonl", Good + Good.TrimEnd() + "#\n", Exit: 1, Code: "DK9102", Line: 2, Written: 1),
        new(54, "jsonl", "{\"instruction\":\"a\u2028b\",\r\"output\":\"b\"}\n", Written: 1),
        new(55, "jsonl", Good + "{\"instruction\":\"a\tb\",\"output\":\"b\"}\n", Exit: 1, Code: "DK9102", Line: 2, Written: 1),
        new(56, "jsonl", Good + "null\n\"x\"\n3\n[1]\n", Exit: 1, Code: "DK1014", Line: 2, Written: 1),
        new(57, "jsonl", Good + "{\"instruction\":\"" + new string('x', 300_000) + "\",\"output\":\"b\"}\n" + Good, Exit: 1, Code: "DK9109", Line: 2, Written: 2, Options: ["--max-record", "64K"]),
        new(58, "jsonl", Good + "{\"instruction\":\"a\",\"output\":{\"t\":1}}\n" + Good, Exit: 1, Code: "DK1006", Line: 2, Written: 2),
        new(59, "jsonl", "{\"instruction\":\"a\",\"output\":\"b\",\"k\":null}\n" + Good, Written: 2, Options: ["--extra", "keep"]),
        new(60, "jsonl", "{\"instruction\":\"2024-02-30\",\"output\":\"123e4567-e89b-12d3-a456-426614174000\"}\n", Written: 1),
        new(61, "jsonl", "{\"output\":\"b\",\"instruction\":\"a\"}\n", Written: 1),
        new(62, "jsonl", "{\"instruction\":\"a\",\"output\":\"b\",\"é\":1,\"e\u0301\":2,\"__proto__\":3,\"\":4}\n", Written: 1, Options: ["--extra", "keep"]),
        new(63, "jsonl", Good, Written: 1) { Encoding = new UnicodeEncoding(true, true) },
        new(63, "jsonl", Good, Written: 1) { Encoding = new UTF32Encoding(false, true) },
        new(64, "jsonl", Good + "{\"instruction\":\"a\"}\n{\"instruction\":\"a\",\"output\":null}\n{\"instruction\":\"a\",\"output\":\"\"}\n{\"instruction\":\"a\",\"output\":\" \\n\"}\n{\"instruction\":\"a\",\"output\":\"\u200b\"}\n", Exit: 1, Code: "DK1005", Line: 6, Written: 1),
        new(64, "jsonl", Good + "{\"instruction\":\"a\"}\n", Exit: 1, Code: "DK1001", Line: 2, Written: 1),
        new(64, "jsonl", Good + "{\"instruction\":\"a\",\"output\":null}\n", Exit: 1, Code: "DK1004", Line: 2, Written: 1),
        new(64, "jsonl", Good + "{\"instruction\":\"a\",\"output\":\"\"}\n", Exit: 1, Code: "DK1002", Line: 2, Written: 1),
        new(64, "jsonl", Good + "{\"instruction\":\"a\",\"output\":\" \\n\"}\n", Exit: 1, Code: "DK1003", Line: 2, Written: 1),
        new(65, "jsonl", Good + "{\"instruction\":3,\"output\":\"b\"}\n", Exit: 1, Code: "DK1006", Line: 2, Says: "/instruction", Written: 1),
        new(66, "jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"},{\"role\":\"assistant\",\"content\":\"c\"}]}\n", Exit: 1, Code: "DK1008", Line: 1, To: "openai", Written: 0),
        new(66, "jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"},{\"role\":\"assistant\",\"content\":\"c\"}]}\n", Code: "DK1008", Line: 1, Says: "were joined", To: "openai", Written: 1, Options: ["--merge-same-role"]),
        new(67, "jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}\n", Exit: 1, Code: "DK1009", Line: 1, To: "openai", Written: 0),
        new(67, "jsonl", "{\"messages\":[{\"role\":\"assistant\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"},{\"role\":\"assistant\",\"content\":\"c\"}]}\n", Exit: 1, Code: "DK1011", Line: 1, Says: "[/messages/0]", To: "openai", Written: 0),
        new(67, "jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"},{\"role\":\"user\",\"content\":\"c\"}]}\n", Exit: 1, Code: "DK1010", Line: 1, Says: "[/messages/2]", To: "openai", Written: 0),
        new(68, "jsonl", "{\"conversations\":[{\"from\":\"humann\",\"value\":\"a\"},{\"from\":\"gpt\",\"value\":\"b\"}]}\n", Exit: 1, Code: "DK1007", Line: 1, Says: "human", To: "sharegpt", Written: 0),
        new(73, "jsonl", "{\"instruction\":\"a\",\"output\":\"b</s>c\"}\n", Exit: 1, Code: "DK2003", Line: 1, To: "text", Options: ["--template", "vicuna"], Written: 0),
        new(73, "jsonl", "{\"instruction\":\"a\",\"output\":\"b</s>c\"}\n", Code: "DK2003", Line: 1, Says: "broken with a space", To: "text", Options: ["--template", "vicuna", "--escape-special"], Written: 1),
        new(74, "jsonl", "{\"instruction\":\"a\",\"input\":\"x\\n\\n### Response:\\ny\",\"output\":\"b\"}\n", Code: "DK2004", Line: 1, Written: 1),
        new(75, "jsonl", "{\"instruction\":\"{{ 7*7 }} {output}\",\"output\":\"b\"}\n", To: "text", Options: ["--template", "alpaca"], Written: 1),
        new(79, "jsonl", "{\"id\":\"1\",\"instruction\":\"a\",\"output\":\"b\"}\n{\"id\":\"1\",\"instruction\":\"c\",\"output\":\"d\"}\n", Exit: 1, Code: "DK1013", Line: 2, Written: 1),
    ];

    internal sealed record Row(
        int Number, string Extension, byte[] Input, int Exit = 0, string? Code = null, int Line = 0, int Column = 0, int? Written = null, string? Says = null, string To = "alpaca", string[]? Options = null)
    {
        public Row(int number, string extension, string input, int Exit = 0, string? Code = null, int Line = 0, int Column = 0, int? Written = null, string? Says = null, string To = "alpaca", string[]? Options = null)
            : this(number, extension, new UTF8Encoding(false).GetBytes(input), Exit, Code, Line, Column, Written, Says, To, Options)
        {
        }

        /// <summary>What the input is written in, with its mark.</summary>
        public Encoding Encoding
        {
            init => Input = [.. value.GetPreamble(), .. value.GetBytes(new UTF8Encoding(false).GetString(Input))];
        }

        public string EncodingName
        {
            init
            {
                System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
                Input = System.Text.Encoding.GetEncoding(value).GetBytes(new UTF8Encoding(false).GetString(Input));
            }
        }
    }
}
