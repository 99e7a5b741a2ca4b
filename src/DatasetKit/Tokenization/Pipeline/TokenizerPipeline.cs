namespace DatasetKit.Tokenization;

/// <summary>The parts of a tokenizer in the order in which text goes through them. Never changes; all threads share one.</summary>
internal sealed class TokenizerPipeline
{
    private JointCuts? _jointCuts;
    private volatile bool _hasLookedForCuts;
    private bool? _allowsCuts;

    /// <summary>The model.</summary>
    internal required Model Model { get; init; }

    /// <summary>Every added token.</summary>
    internal IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>Finds those added tokens that are looked for in the text as it comes; null when there are none.</summary>
    internal AddedTokenFinder? Finder { get; init; }

    /// <summary>Finds those that are looked for in normalized text.</summary>
    internal AddedTokenFinder? NormalizedFinder { get; init; }

    /// <summary>Rewrites text; null when nothing does.</summary>
    internal Normalizer? Normalizer { get; init; }

    /// <summary>Cuts text; null when a text is one piece.</summary>
    internal PreTokenizer? PreTokenizer { get; init; }

    /// <summary>Puts tokens around a text's own; null when there are none.</summary>
    internal PostProcessor? PostProcessor { get; init; }

    /// <summary>Makes text of tokens; null when their spellings are joined by spaces.</summary>
    internal Decoder? Decoder { get; init; }

    /// <summary>Whether the text of tokens is their bytes one after another, so that <see cref="Decoder"/> need not be asked.</summary>
    internal bool DecodesBytes { get; init; }

    /// <summary>What to tell a person.</summary>
    internal required Func<IReadOnlyList<TokenizerDetail>> Details { get; init; }

    /// <summary>The spelling of tokens when it is not that of <see cref="Model.Tokens"/>; null when it is.</summary>
    internal Func<int, string>? Speller { get; init; }

    /// <summary>The same pipeline with another answer to whether special tokens are found.</summary>
    internal required Func<bool, TokenizerPipeline> WithSpecialTokens { get; init; }

    /// <summary>Whether there are places at which a text is cut in any case, so that long text may come in parts.</summary>
    internal bool AllowsCuts => _allowsCuts ??= AllowsPatternCuts || JointCuts is not null;

    /// <summary>Where a text may be cut that no pattern cuts; null when a pattern does, or it may be cut nowhere.</summary>
    internal JointCuts? JointCuts
    {
        get
        {
            if (!_hasLookedForCuts)
            {
                _jointCuts = AllowsPatternCuts ? null : Tokenization.JointCuts.Of(this);
                _hasLookedForCuts = true;
            }

            return _jointCuts;
        }
    }

    private bool AllowsPatternCuts => Normalizer is null or { AllowsCuts: true } && NormalizedFinder is null && PreTokenizer?.Scanner is not null && Finder is not { AllowsCuts: false };

    /// <summary>Whether no text has more tokens than UTF-8 bytes.</summary>
    internal bool HasAtMostOneTokenPerByte => Model.HasAtMostOneTokenPerByte && Normalizer is null && PreTokenizer is null or { Scanner: not null };
}
