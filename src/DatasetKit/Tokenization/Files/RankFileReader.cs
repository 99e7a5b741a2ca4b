using System.Buffers;
using System.Buffers.Text;

namespace DatasetKit.Tokenization;

/// <summary>Reads a tiktoken rank file: a line a token, base64 of its bytes, a space, its rank.</summary>
/// <remarks>Such a file has neither pattern nor special tokens; which it is follows from its size, or from the model that it stands with.</remarks>
internal static class RankFileReader
{
    private static readonly (int Tokens, string Name, Scanner Scanner, Func<Dictionary<int, string>> Special)[] s_families =
    [
        (199_998, "o200k_base", KnownPatterns.O200k, () => new() { [199999] = "<|endoftext|>", [200018] = "<|endofprompt|>" }),
        (100_256, "cl100k_base", KnownPatterns.Cl100k, () => new()
        {
            [100257] = "<|endoftext|>",
            [100258] = "<|fim_prefix|>",
            [100259] = "<|fim_middle|>",
            [100260] = "<|fim_suffix|>",
            [100276] = "<|endofprompt|>",
        }),
        (50_280, "p50k_base", KnownPatterns.Gpt2, () => new() { [50256] = "<|endoftext|>" }),
        (50_256, "r50k_base", KnownPatterns.Gpt2, () => new() { [50256] = "<|endoftext|>" }),
        (128_000, "Llama 3", KnownPatterns.Cl100k, Llama3),
        (151_643, "Qwen 2", KnownPatterns.Qwen2, () => new() { [151643] = "<|endoftext|>", [151644] = "<|im_start|>", [151645] = "<|im_end|>" }),
        (200_000, "Llama 4", KnownPatterns.O200k, () => new() { [200000] = "<|begin_of_text|>", [200001] = "<|end_of_text|>" }),
    ];

    /// <summary>Whether a file may be one.</summary>
    internal static bool Looks(ReadOnlySpan<byte> content)
    {
        int end = content.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = (end < 0 ? content : content[..end]).TrimEnd((byte)'\r');
        int space = line.IndexOf((byte)' ');
        return space > 0 && Base64.IsValid(line[..space]) && Utf8Parser.TryParse(line[(space + 1)..], out int _, out int used) && used == line.Length - space - 1;
    }

    /// <summary>Reads a file.</summary>
    internal static TokenizerParts Read(ReadOnlySpan<byte> content)
    {
        RankTable ranks = Ranks(content);
        foreach ((int tokens, string name, Scanner scanner, Func<Dictionary<int, string>> special) in s_families)
        {
            if (ranks.Known == tokens)
            {
                Dictionary<int, string> added = special();
                RequireNoGap(ranks, added, name);
                return new TokenizerParts
                {
                    Model = new RankModel(ranks),
                    PreTokenizer = new ScannerPreTokenizer(scanner),
                    AddedTokens = [.. added.Select(token => new AddedToken(token.Key, token.Value))],
                    Decoder = new BytesDecoder(),
                    MoreDetails = [new("family", FormattableString.Invariant($"a rank file has no pattern; {tokens:N0} ranks are those of {name}, and its pattern and special tokens are taken"))],
                };
            }
        }

        throw new FaultyFileException(null, FormattableString.Invariant(
            $"a rank file says nothing of its pattern, and one of {ranks.Known:N0} ranks is not known ({string.Join(", ", s_families.Select(family => $"{family.Name} has {family.Tokens:N0}"))}); load the model's tokenizer.json instead"));
    }

    private static RankTable Ranks(ReadOnlySpan<byte> content)
    {
        var builder = new VocabularyBuilder("ranks");
        int line = 0;
        foreach (Range range in content.Split((byte)'\n'))
        {
            line++;
            ReadOnlySpan<byte> text = content[range].TrimEnd((byte)'\r');
            if (text.IsEmpty)
            {
                continue;
            }

            int space = text.IndexOf((byte)' ');
            if (space <= 0 || !Utf8Parser.TryParse(text[(space + 1)..], out long rank, out int used) || used != text.Length - space - 1)
            {
                throw new FaultyFileException(FormattableString.Invariant($"line {line}"), "base64, a space and a rank are expected");
            }

            Span<byte> room = builder.Room(space);
            if (Base64.DecodeFromUtf8(text[..space], room, out _, out int length) != OperationStatus.Done || length == 0)
            {
                throw new FaultyFileException(FormattableString.Invariant($"line {line}"), "the token is not base64");
            }

            builder.Add(length, rank);
        }

        RankTable ranks = builder.Build();
        RequireAllBytes(ranks, "ranks");
        return ranks;
    }

    /// <summary>Ranks run from 0 without a gap, but for those of special tokens.</summary>
    private static void RequireNoGap(RankTable ranks, Dictionary<int, string> special, string family)
    {
        for (int id = 0; id < ranks.Count; id++)
        {
            if (ranks.Has(id) == special.ContainsKey(id))
            {
                throw new FaultyFileException("ranks", ranks.Has(id)
                    ? FormattableString.Invariant($"as many ranks as {family} has, but {id} is a token, and in {family} it is special")
                    : FormattableString.Invariant($"as many ranks as {family} has, but {id} is missing"));
            }
        }
    }

    /// <summary>Refuses ranks of which some byte is missing: tiktoken itself stops there.</summary>
    internal static void RequireAllBytes(RankTable ranks, string section)
    {
        for (int value = 0; value < 0x100; value++)
        {
            if (ranks.Single((byte)value) == RankTable.None)
            {
                throw new FaultyFileException(section, FormattableString.Invariant($"the byte 0x{value:X2} is no token"));
            }
        }
    }

    // meta-llama/llama-models:models/llama3/tokenizer.py.
    private static Dictionary<int, string> Llama3()
    {
        string[] named =
        [
            "<|begin_of_text|>", "<|end_of_text|>", "<|reserved_special_token_0|>", "<|reserved_special_token_1|>", "<|finetune_right_pad_id|>",
            "<|step_id|>", "<|start_header_id|>", "<|end_header_id|>", "<|eom_id|>", "<|eot_id|>", "<|python_tag|>",
        ];
        var special = new Dictionary<int, string>();
        for (int i = 0; i < 256; i++)
        {
            special[128_000 + i] = i < named.Length ? named[i] : FormattableString.Invariant($"<|reserved_special_token_{i - 9}|>");
        }

        return special;
    }
}
