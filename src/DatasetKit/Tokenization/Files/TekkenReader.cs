using System.Globalization;
using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>Reads a <c>tekken.json</c>, the format of Mistral: ranks with their pattern, behind the special tokens.</summary>
/// <remarks>mistralai/mistral-common:src/mistral_common/tokens/tokenizers/tekken.py.</remarks>
internal static class TekkenReader
{
    // The known files have a thousand.
    private const int MaxSpecial = 1 << 16;

    // Those of files that do not list them.
    private static readonly string[] s_special =
    [
        "<unk>", "<s>", "</s>", "[INST]", "[/INST]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[TOOL_RESULTS]", "[/TOOL_RESULTS]", "[TOOL_CALLS]", "[IMG]",
        "<pad>", "[IMG_BREAK]", "[IMG_END]", "[PREFIX]", "[MIDDLE]", "[SUFFIX]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[TOOL_CONTENT]",
    ];

    /// <summary>Reads a file.</summary>
    internal static TokenizerParts Read(JsonElement root)
    {
        var file = new Section(root, "tekken");
        Section config = file.Object("config");
        int size = config.Int("default_vocab_size"), special = config.Int("default_num_special_tokens");
        if (size > VocabularyBuilder.MaxId || special > Math.Min(size, MaxSpecial))
        {
            throw config.Fault("default_vocab_size", FormattableString.Invariant($"{size} tokens, {special} of them special, cannot be"));
        }

        RankTable ranks = Ranks(file, size, special);
        RankFileReader.RequireAllBytes(ranks, "vocab");
        string pattern = config.String("pattern");
        Matcher matcher = KnownPatterns.Matcher(pattern, "config.pattern", isOniguruma: false);
        return new TokenizerParts
        {
            Model = new RankModel(ranks),
            PreTokenizer = matcher is ScannerMatcher scanner ? new ScannerPreTokenizer(scanner.Scanner) : new SplitPreTokenizer("pattern", matcher, SplitBehavior.Removed, inverts: true),
            AddedTokens = Special(file, special),
            Decoder = new BytesDecoder(),
        };
    }

    private static RankTable Ranks(Section file, int size, int special)
    {
        var builder = new VocabularyBuilder("vocab");
        foreach ((JsonElement value, SectionPath path) in file.Items("vocab"))
        {
            var token = new Section(value, path);
            int rank = token.Int("rank");
            // The file may hold more tokens than the model uses.
            if (rank >= size - special)
            {
                continue;
            }

            byte[] bytes;
            try
            {
                bytes = Convert.FromBase64String(token.String("token_bytes"));
            }
            catch (FormatException fault)
            {
                throw token.Fault("the token is not base64", fault);
            }

            builder.Add(bytes.Length > 0 ? bytes : throw token.Fault("the token is empty"), (long)rank + special);
        }

        return builder.Build();
    }

    private static List<AddedToken> Special(Section file, int count)
    {
        var names = new Dictionary<int, string>();
        if (file.Has("special_tokens"))
        {
            foreach (Section token in file.Objects("special_tokens"))
            {
                int rank = token.Int("rank");
                if (rank >= count || !names.TryAdd(rank, token.String("token_str")))
                {
                    throw token.Fault("rank", FormattableString.Invariant($"{rank} is no place among {count} special tokens, or is taken"));
                }
            }
        }
        else
        {
            for (int rank = 0; rank < Math.Min(count, s_special.Length); rank++)
            {
                names[rank] = s_special[rank];
            }
        }

        return [.. Enumerable.Range(0, count).Select(rank => new AddedToken(
            rank, names.TryGetValue(rank, out string? name) ? name : string.Create(CultureInfo.InvariantCulture, $"<SPECIAL_{rank}>")))];
    }
}
