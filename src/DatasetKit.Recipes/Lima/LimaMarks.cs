using System.Globalization;

namespace DatasetKit.Recipes.Lima;

/// <summary>What an example needs to know of itself on its way through the recipe, in its metadata; at the end only <c>source</c> remains.</summary>
internal static class LimaMarks
{
    private const string Key = "recipe_source";
    private const string Stratum = "recipe_stratum";
    private const string Score = "recipe_score";
    private const string Size = "recipe_size";

    public static Metadata Set(Metadata metadata, string source, string key, Text stratum, int score = 0, int size = 1) => metadata
        .With("source", metadata["source"].IsAbsent ? JsonValue.From(source) : metadata["source"])
        .With(Key, JsonValue.From(key))
        .With(Stratum, JsonValue.From(stratum.HasValue ? stratum : Text.Empty))
        .With(Score, JsonValue.Parse(score.ToString(CultureInfo.InvariantCulture)))
        .With(Size, JsonValue.Parse(size.ToString(CultureInfo.InvariantCulture)));

    public static string KeyOf(Example example) => example.Metadata[Key].Text.ToString();

    public static string StratumOf(Example example) => example.Metadata[Stratum].Text.ToString();

    /// <summary>The score of the answer.</summary>
    public static int ScoreOf(Example example) => Number(example, Score);

    /// <summary>How many questions its site has.</summary>
    public static int SizeOf(Example example) => Number(example, Size);

    public static Example Remove(Example example) => example.WithMetadata(example.Metadata.With(Key, default).With(Stratum, default).With(Score, default).With(Size, default));

    private static int Number(Example example, string name) => int.Parse(example.Metadata[name].Text.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
