using System.Text;
using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>Reads the section <c>added_tokens</c> and holds it against the vocabulary.</summary>
internal static class AddedTokenReader
{
    /// <summary>Reads it.</summary>
    /// <param name="array">The section.</param>
    /// <param name="model">The model.</param>
    internal static List<AddedToken> Read(JsonElement array, Model model)
    {
        var tokens = new List<AddedToken>();
        var contents = new Dictionary<string, int>(StringComparer.Ordinal);
        var ids = new Dictionary<int, string>();
        foreach ((JsonElement value, string path) in Section.Items(array, "added_tokens"))
        {
            var section = new Section(value, path);
            int id = section.Int("id");
            string content = section.String("content");
            if (id > VocabularyBuilder.MaxId)
            {
                throw section.Fault("id", FormattableString.Invariant($"{id} is more than {VocabularyBuilder.MaxId}"));
            }

            if (content.Length == 0 || contents.TryGetValue(content, out int same) && same == id)
            {
                continue;
            }

            if (!contents.TryAdd(content, id) || !ids.TryAdd(id, content))
            {
                throw section.Fault(contents[content] == id
                    ? FormattableString.Invariant($"the id {id} is given to '{content}' and to '{ids[id]}'")
                    : FormattableString.Invariant($"'{content}' has the ids {id} and {contents[content]}"));
            }

            Check(section, id, content, model);
            tokens.Add(new AddedToken(
                id,
                content,
                section.Bool("special", false),
                section.Bool("single_word", false),
                section.Bool("lstrip", false),
                section.Bool("rstrip", false),
                section.Bool("normalized", false)));
        }

        return tokens;
    }

    private static void Check(Section section, int id, string content, Model model)
    {
        byte[] spelled = VocabularyReader.Spelled(content, model.IsOfBytes);
        int known = model.Tokens.Find(spelled);
        if (known != RankTable.None && known != id)
        {
            throw section.Fault("id", FormattableString.Invariant($"'{content}' has the id {id} here and {known} in the vocabulary"));
        }

        if (known == RankTable.None && model.Tokens.Has(id))
        {
            throw section.Fault("id", FormattableString.Invariant(
                $"the id {id} is given to '{content}' and, in the vocabulary, to '{Internals.Utf8Text.Excerpt(model.Tokens.BytesOf(id))}'"));
        }
    }
}
