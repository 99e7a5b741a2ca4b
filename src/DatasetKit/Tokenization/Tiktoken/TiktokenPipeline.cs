namespace DatasetKit.Tokenization;

/// <summary>The pipeline of the tiktoken family: a scanner cuts the text, and each piece that is no token itself is merged from its bytes.</summary>
internal static class TiktokenPipeline
{
    /// <summary>Puts it together.</summary>
    /// <param name="ranks">The vocabulary.</param>
    /// <param name="scanner">The family's pattern.</param>
    /// <param name="special">The special tokens by id.</param>
    internal static TokenizerPipeline Create(RankTable ranks, Scanner scanner, IReadOnlyDictionary<int, string> special) =>
        Create(new RankModel(ranks), new ScannerPreTokenizer(scanner), AddedTokens(special), findsSpecial: false);

    private static List<AddedToken> AddedTokens(IReadOnlyDictionary<int, string> special)
    {
        var tokens = new List<AddedToken>(special.Count);
        foreach ((int id, string content) in special)
        {
            tokens.Add(new AddedToken(id, content));
        }

        return tokens;
    }

    /// <summary>Puts it together.</summary>
    internal static TokenizerPipeline Create(RankModel model, PreTokenizer preTokenizer, List<AddedToken> special, bool findsSpecial) => new()
    {
        Model = model,
        PreTokenizer = preTokenizer,
        AddedTokens = special,
        Finder = findsSpecial ? AddedTokenFinder.Create(special, AddedTokenFinder.Spell, findsSpecial: true) : null,
        DecodesBytes = true,
        WithSpecialTokens = find => Create(model, preTokenizer, special, find),
        Details = () =>
        [
            new("model", model.Description),
            new("pre_tokenizer", preTokenizer.Description),
            new("added_tokens", FormattableString.Invariant($"{special.Count:N0} special tokens, {(findsSpecial ? "found in text" : "ordinary text where they are spelled")}")),
        ],
    };
}
