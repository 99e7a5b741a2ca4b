using System.Globalization;
using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>The added tokens that stand beside a <c>vocab.json</c> or a <c>vocab.txt</c>: in <c>tokenizer_config.json</c>, or as files of old have it in <c>added_tokens.json</c> and <c>special_tokens_map.json</c>.</summary>
/// <remarks>huggingface/transformers:src/transformers/tokenization_utils_base.py, <c>_from_pretrained</c>.</remarks>
internal static class CompanionTokens
{
    private static readonly string[] s_usual = ["<|endoftext|>", "<s>", "</s>", "<unk>", "<pad>", "<mask>"];

    private static readonly string[] s_usualOfWords = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    private static readonly string[] s_fields = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token", "additional_special_tokens"];

    /// <summary>Reads them.</summary>
    /// <param name="tokens">The vocabulary.</param>
    /// <param name="files">The files.</param>
    /// <param name="isOfBytes">Whether the vocabulary holds bytes.</param>
    internal static List<AddedToken> Read(RankTable tokens, CompanionFiles files, bool isOfBytes)
    {
        var found = new Dictionary<int, AddedToken>();
        foreach ((string name, JsonElement value) in Members(files.Config, "added_tokens_decoder"))
        {
            var section = new Section(value, $"added_tokens_decoder.{name}");
            int id = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= VocabularyBuilder.MaxId ? number : throw section.Fault("the name is no id");
            AddedToken token = Flagged(id, section.String("content"), section, section.Bool("special", false), section.Bool("normalized", false));
            Add(found, tokens, token, section.Path, isOfBytes);
        }

        Dictionary<string, Section?> special = Special(files);
        foreach ((string name, JsonElement value) in Members(files.Added, null))
        {
            string path = $"added_tokens.json.{name}";
            int id = Section.Int(value, path);
            if (id > VocabularyBuilder.MaxId)
            {
                throw new FaultyFileException(path, FormattableString.Invariant($"the id {id} is outside of 0 to {VocabularyBuilder.MaxId}"));
            }

            if (!found.TryGetValue(id, out AddedToken? said) || said.Content != name)
            {
                Add(found, tokens, Named(id, name, special), path, isOfBytes);
            }
        }

        foreach (string name in special.Keys.Concat(isOfBytes ? s_usual : s_usualOfWords))
        {
            if (tokens.Find(VocabularyReader.Spelled(name, isOfBytes)) is var id && id != RankTable.None)
            {
                found.TryAdd(id, Named(id, name, special) with { IsSpecial = true });
            }
        }

        return [.. found.Values];
    }

    /// <summary>The id of a special token that the configuration names; null when it names none, or one that is no token.</summary>
    internal static int? Find(RankTable tokens, List<AddedToken> added, string? name, bool isOfBytes = true) =>
        name is null ? null
        : added.Find(token => token.Content == name) is { } token ? token.Id
        : tokens.Find(VocabularyReader.Spelled(name, isOfBytes)) is var id && id != RankTable.None ? id : null;

    private static void Add(Dictionary<int, AddedToken> found, RankTable tokens, AddedToken token, string path, bool isOfBytes)
    {
        int known = token.Content.Length == 0 ? throw new FaultyFileException(path, "the token is empty") : tokens.Find(VocabularyReader.Spelled(token.Content, isOfBytes));
        if (known != RankTable.None && known != token.Id)
        {
            throw new FaultyFileException(path, FormattableString.Invariant($"'{token.Content}' has the id {token.Id} here and {known} in the vocabulary"));
        }

        if (known == RankTable.None && tokens.Has(token.Id) || found.ContainsKey(token.Id))
        {
            throw new FaultyFileException(path, FormattableString.Invariant($"the id {token.Id} is given to '{token.Content}' and to another token"));
        }

        found.Add(token.Id, token);
    }

    private static AddedToken Named(int id, string name, Dictionary<string, Section?> special) =>
        special.TryGetValue(name, out Section? section) && section is not null ? Flagged(id, name, section, isSpecial: true, section.Bool("normalized", false))
        // RoBERTa's own code has it so, and no file of old says it.
        : new AddedToken(id, name, special.ContainsKey(name), StripsLeft: name == "<mask>", IsNormalized: !special.ContainsKey(name) && !s_usual.Contains(name, StringComparer.Ordinal));

    private static AddedToken Flagged(int id, string content, Section section, bool isSpecial, bool isNormalized) =>
        new(id, content, isSpecial, section.Bool("single_word", false), section.Bool("lstrip", false), section.Bool("rstrip", false), isNormalized);

    /// <summary>The special tokens that are named, each with its flags where they are said.</summary>
    private static Dictionary<string, Section?> Special(CompanionFiles files)
    {
        var special = new Dictionary<string, Section?>(StringComparer.Ordinal);
        foreach ((JsonElement? file, string path) in new[] { (files.Map, "special_tokens_map.json"), (files.Config, "tokenizer_config.json") })
        {
            foreach (string field in s_fields)
            {
                if (file is { } root && root.TryGetProperty(field, out JsonElement value))
                {
                    foreach (JsonElement one in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
                    {
                        Section? section = one.ValueKind == JsonValueKind.Object ? new Section(one, $"{path}.{field}") : null;
                        if ((section is null ? one.ValueKind == JsonValueKind.String ? one.GetString() : null : section.String("content")) is { Length: > 0 } name)
                        {
                            special.TryAdd(name, section);
                        }
                    }
                }
            }
        }

        return special;
    }

    private static (string Name, JsonElement Value)[] Members(JsonElement? file, string? field)
    {
        if (file is not { } root || field is not null && !root.TryGetProperty(field, out root) || root.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return [.. root.EnumerateObject().Select(member => (member.Name, member.Value))];
    }
}

/// <summary>What stands beside a vocabulary; null is what is not there.</summary>
/// <param name="Config"><c>tokenizer_config.json</c>.</param>
/// <param name="Added"><c>added_tokens.json</c>.</param>
/// <param name="Map"><c>special_tokens_map.json</c>.</param>
internal sealed record CompanionFiles(JsonElement? Config, JsonElement? Added, JsonElement? Map);
