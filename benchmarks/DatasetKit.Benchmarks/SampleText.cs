using System.Text;

namespace DatasetKit.Benchmarks;

/// <summary>Made-up records that look like real ones: commas, quotes, line breaks, accents, CJK and emoji in the shares of real data. The same for every run.</summary>
internal static class SampleText
{
    private static readonly string[] s_words =
    [
        "the", "a", "model", "answers", "question", "how", "do", "I", "reset", "password", "settings", "open", "then", "choose", "invoice", "because",
        "and", "it", "is", "of", "to", "in", "data", "example", "write", "short", "story", "about", "sea", "explain", "why", "sky", "blue", "naïve",
        "café", "größe", "x = y + 1;", "\"quoted\"", "one, two", "3.14", "1,024", "因为", "数据集", "こんにちは", "🙂", "line\nbreak", "tab\there",
    ];

    /// <summary>A text of about 400 bytes.</summary>
    internal static string Paragraph(Random random)
    {
        StringBuilder text = new();
        for (int i = 0; i < 70; i++)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(s_words[random.Next(s_words.Length)]);
        }

        return text.ToString();
    }

    /// <summary>Writes a CSV file with the columns instruction, input and output.</summary>
    internal static void WriteCsv(string path, int records)
    {
        Random random = new(42);
        using StreamWriter file = new(path, append: false, new UTF8Encoding(false));
        file.Write("instruction,input,output\n");
        for (int i = 0; i < records; i++)
        {
            file.Write($"{Quote($"{i}: {s_words[random.Next(s_words.Length)]}")},{Quote(i % 3 == 0 ? Paragraph(random) : "")},{Quote(Paragraph(random))}\n");
        }
    }

    private static string Quote(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
