namespace DatasetKit.Tokenization;

/// <summary>Reads the section <c>pre_tokenizer</c>.</summary>
/// <param name="isOfBytes">Whether the vocabulary holds bytes, so that they are not spelled as letters at the end.</param>
internal sealed class PreTokenizerReader(bool isOfBytes)
{
    /// <summary>Whether the last step spells bytes as letters and no other does, so that a vocabulary may hold the bytes instead.</summary>
    internal static bool EndsInBytes(Section? section)
    {
        if (section is not { } found)
        {
            return false;
        }

        Section[] steps = [.. Flatten(found)];
        return steps.Length > 0 && steps[^1].Type == "ByteLevel" && steps.Count(step => step.Type == "ByteLevel") == 1;
    }

    /// <summary>Whether any step spells bytes as letters.</summary>
    internal static bool SpellsBytes(Section section) => Flatten(section).Any(step => step.Type == "ByteLevel");

    /// <summary>Reads it; null when it cuts nothing.</summary>
    internal PreTokenizer? Read(Section section)
    {
        PreTokenizer[] steps = [.. Flatten(section).SelectMany(Step)];
        return steps.Length switch
        {
            0 => null,
            1 => steps[0].Scanner is { } scanner ? new ScannerPreTokenizer(scanner) : steps[0],
            _ => new PreTokenizerSequence(steps),
        };
    }

    private static IEnumerable<Section> Flatten(Section section) =>
        section.Type == "Sequence" ? section.Objects("pretokenizers").SelectMany(Flatten) : [section];

    private IEnumerable<PreTokenizer> Step(Section section)
    {
        switch (section.Type)
        {
            case "ByteLevel":
                bool addsSpace = section.Bool("add_prefix_space", true), cuts = section.Bool("use_regex", true);
                return addsSpace || cuts || !isOfBytes ? [new ByteLevelPreTokenizer(addsSpace, cuts, spells: !isOfBytes)] : [];
            case "Split":
                return [new SplitPreTokenizer("Split", PatternReader.Read(section), Behavior(section, null), section.Bool("invert", false))];
            case "BertPreTokenizer":
                return
                [
                    new SplitPreTokenizer("BertPreTokenizer", CharacterMatcher.Space, SplitBehavior.Removed),
                    new SplitPreTokenizer("BertPreTokenizer", CharacterMatcher.Punctuation, SplitBehavior.Isolated),
                ];
            case "Punctuation":
                return [new SplitPreTokenizer("Punctuation", CharacterMatcher.Punctuation, Behavior(section, SplitBehavior.Isolated))];
            case "Digits":
                return [new SplitPreTokenizer("Digits", CharacterMatcher.Numeric, section.Bool("individual_digits", false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous)];
            case "WhitespaceSplit":
                return [new SplitPreTokenizer("WhitespaceSplit", CharacterMatcher.Space, SplitBehavior.Removed)];
            case "Whitespace":
                return [new SplitPreTokenizer("Whitespace", WordMatcher.Instance, SplitBehavior.Removed, inverts: true)];
            case "CharDelimiterSplit":
                return [new SplitPreTokenizer("CharDelimiterSplit", new LiteralMatcher(section.Character("delimiter")), SplitBehavior.Removed)];
            case "Metaspace":
                return [new MetaspacePreTokenizer(section.Character("replacement"), Scheme(section), section.Bool("split", true))];
            case "UnicodeScripts":
                return [new UnicodeScriptsPreTokenizer()];
            case "FixedLength":
                return [new FixedLengthPreTokenizer(section.Int("length", 5) is > 0 and var length ? length : throw section.Fault("length", "at least 1 is expected"))];
            default:
                throw section.Fault("type", $"a pre-tokenizer '{section.Type}' is not known here");
        }
    }

    /// <summary><c>prepend_scheme</c>, or what files of old have in its place.</summary>
    internal static PrependScheme Scheme(Section section)
    {
        string? scheme = section.OptionalString("prepend_scheme");
        bool? adds = section.OptionalBool("add_prefix_space");
        return scheme switch
        {
            "always" => PrependScheme.Always,
            "first" => PrependScheme.First,
            "never" => PrependScheme.Never,
            null => adds ?? true ? PrependScheme.Always : PrependScheme.Never,
            _ => throw section.Fault("prepend_scheme", $"'{scheme}' is none of always, first and never"),
        };
    }

    private static SplitBehavior Behavior(Section section, SplitBehavior? otherwise) => section.OptionalString("behavior") switch
    {
        "Removed" => SplitBehavior.Removed,
        "Isolated" => SplitBehavior.Isolated,
        "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
        "MergedWithNext" => SplitBehavior.MergedWithNext,
        "Contiguous" => SplitBehavior.Contiguous,
        null when otherwise is { } found => found,
        var behavior => throw section.Fault("behavior", $"'{behavior}' is none of Removed, Isolated, MergedWithPrevious, MergedWithNext and Contiguous"),
    };
}
