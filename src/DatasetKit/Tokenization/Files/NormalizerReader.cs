using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>Reads the section <c>normalizer</c>.</summary>
internal static class NormalizerReader
{
    /// <summary>Reads a step; null when it does nothing.</summary>
    internal static Normalizer? Read(Section section) => section.Type switch
    {
        "Sequence" => Sequence(section),
        "NFC" => new UnicodeNormalizer(NormalizationForm.FormC),
        "NFD" => new UnicodeNormalizer(NormalizationForm.FormD),
        "NFKC" => new UnicodeNormalizer(NormalizationForm.FormKC),
        "NFKD" => new UnicodeNormalizer(NormalizationForm.FormKD),
        "Lowercase" => new LowercaseNormalizer(),
        "StripAccents" => new MarkStripper(onlyNonSpacing: false),
        "Strip" => new StripNormalizer(section.Bool("strip_left", true), section.Bool("strip_right", true)),
        "Nmt" => new NmtNormalizer(),
        "ByteLevel" => new ByteLevelNormalizer(),
        "Prepend" => new PrependNormalizer(section.String("prepend")),
        "Replace" => new ReplaceNormalizer(PatternReader.Read(section), section.String("content")),
        "BertNormalizer" => Bert(section),
        "Precompiled" => Precompiled(section),
        var type => throw section.Fault("type", $"a normalizer '{type}' is not known here"),
    };

    /// <summary>Whether a step, or one of its steps, spells bytes as letters.</summary>
    internal static bool SpellsBytes(Section section) => section.Type == "ByteLevel" || section.Type == "Sequence" && section.Objects("normalizers").Any(SpellsBytes);

    private static Normalizer? Sequence(Section section)
    {
        Normalizer[] steps = [.. section.Objects("normalizers").Select(Read).OfType<Normalizer>()];
        return steps.Length switch { 0 => null, 1 => steps[0], _ => new NormalizerSequence(steps) };
    }

    private static NormalizerSequence Bert(Section section)
    {
        bool lowers = section.Bool("lowercase", true);
        var steps = new List<Normalizer> { new BertCleaner(section.Bool("clean_text", true), section.Bool("handle_chinese_chars", true)) };
        // Whether accents stay is said by the case of letters unless it is said.
        if (section.OptionalBool("strip_accents") ?? lowers)
        {
            steps.Add(new UnicodeNormalizer(NormalizationForm.FormD));
            steps.Add(new MarkStripper(onlyNonSpacing: true));
        }

        if (lowers)
        {
            steps.Add(new LowercaseNormalizer());
        }

        return new NormalizerSequence([.. steps], $"BertNormalizer, {(lowers ? "small letters" : "letters as they are")}");
    }

    private static PrecompiledNormalizer? Precompiled(Section section)
    {
        string packed = section.OptionalString("precompiled_charsmap", most: int.MaxValue) ?? "";
        if (packed.Length == 0)
        {
            return null;
        }

        byte[] bytes = new byte[packed.Length];
        return Convert.TryFromBase64String(packed, bytes, out int length)
            ? new PrecompiledNormalizer(new CharacterMap(bytes.AsSpan(0, length), $"{section.Path}.precompiled_charsmap"))
            : throw section.Fault("precompiled_charsmap", "it is not base64");
    }
}
