using System.Text;

namespace DatasetKit.Tests.Fuzzing;

/// <summary>Damages inputs as disks, editors, scripts and joined files do.</summary>
internal sealed class Mutator(Random random)
{
    /// <summary>What breaks readers.</summary>
    private static readonly byte[][] Dictionary =
    [
        .. ((string[])[
            "\"", "\"\"", "\r", "\n", "\r\n", "\uFEFF", "\0", "\\ud800", "\\udc00", "<|im_end|>", "</s>", ",", ";", "\t", "|", "\u2028", "\u0085", "{", "}", "[", "]", "\\", "\\\\", "\\\"",
            ":", "null", "true", "-", "1e400", "0.10", "NaN", "\"\":", "{}", "[]", "\\u0000", "\\/", "sep=;\n", "=1+1", "{{", "### Response:", "\uFFFD", "\"role\":\"user\"", "\"from\":\"gpt\",",
            "\"instruction\":\"i\",", "\"datasetkit\":{},", "\"datasetkit\":null,", "\"messages\":[],", "<think>", "\u200B", "e\u0301",
        ]).Select(Encoding.UTF8.GetBytes),
        [0xE9], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFE], [0xFE, 0xFF], [0xF0, 0x9F], [0x1F, 0x8B],
    ];

    /// <summary>One of the seeds with up to five wounds.</summary>
    public (string Name, byte[] Bytes) Next()
    {
        var (name, seed) = Pick(SeedInputs.All);
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            // Half of them are damaged before they are compressed.
            return (name, random.Next(2) == 0 ? Damage(seed) : SeedInputs.Gzip(Next(plain: true).Bytes));
        }

        return (name, Damage(seed));
    }

    private (string Name, byte[] Bytes) Next(bool plain)
    {
        while (true)
        {
            var (name, seed) = Pick(SeedInputs.All);
            if (plain != name.EndsWith(".gz", StringComparison.Ordinal))
            {
                return (name, Damage(seed));
            }
        }
    }

    private byte[] Damage(byte[] seed)
    {
        var bytes = new List<byte>(seed);
        for (var wounds = random.Next(1, 6); wounds > 0 && bytes.Count > 0; wounds--)
        {
            Wound(bytes);
        }

        return [.. bytes];
    }

    private void Wound(List<byte> bytes)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(11))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 or 2:
                bytes.InsertRange(at, Pick(Dictionary));
                break;
            case 3:
                bytes.RemoveRange(at, Few(bytes, at, 6));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Few(bytes, at, 40)));
                break;
            case 5:
                var other = Pick(SeedInputs.All).Bytes;
                bytes.InsertRange(at, other[random.Next(other.Length)..]);
                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 7:
                // A word for a word: the structure stays whole, so that the damage reaches the formats.
                var word = Pick(Dictionary);
                bytes.RemoveRange(at, Math.Min(word.Length, bytes.Count - at));
                bytes.InsertRange(at, word);
                break;
            case 8:
                var piece = bytes.GetRange(at, Few(bytes, at, 30));
                bytes.RemoveRange(at, piece.Count);
                bytes.InsertRange(random.Next(bytes.Count + 1), piece);
                break;
            case 9:
                bytes.InsertRange(at, Enumerable.Repeat(Pick(Dictionary), random.Next(2, 200)).SelectMany(word => word));
                break;
            default:
                SwapLines(bytes);
                break;
        }
    }

    private void SwapLines(List<byte> bytes)
    {
        var lines = Encoding.Latin1.GetString([.. bytes]).Split('\n');
        var (left, right) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[left], lines[right]) = (lines[right], lines[left]);
        bytes.Clear();
        bytes.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    private int Few(List<byte> bytes, int at, int most) => Math.Min(random.Next(1, most), bytes.Count - at);

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
