using System.Globalization;
using DatasetKit.Templates;

namespace DatasetKit.Reports;

/// <summary>How much was shown, and how much of it is trained.</summary>
internal sealed class RenderedTotals
{
    public long Examples { get; private set; }

    /// <summary>Code points.</summary>
    public long Characters { get; private set; }

    /// <summary>Code points that carry loss.</summary>
    public long Trained { get; private set; }

    /// <summary>Tokens; null when nobody asked.</summary>
    public long? Tokens { get; private set; }

    /// <summary>Tokens that carry loss.</summary>
    public long TrainedTokens { get; private set; }

    public void Add(RenderedExample rendered, TokenCount? tokens)
    {
        Examples++;
        Characters += rendered.Characters;
        Trained += rendered.Trained;
        if (tokens is { } count)
        {
            Tokens = (Tokens ?? 0) + count.Total;
            TrainedTokens += count.Trained;
        }
    }

    /// <summary>The figures of one example in words.</summary>
    public static string Words(RenderedExample rendered, TokenCount? tokens) => Words(rendered.Characters, rendered.Trained, tokens?.Total, tokens?.Trained ?? 0);

    /// <summary>The figures in words.</summary>
    public override string ToString() => Words(Characters, Trained, Tokens, TrainedTokens);

    private static string Words(long characters, long trained, long? tokens, long trainedTokens) =>
        Words(characters, trained, "characters") + (tokens is { } all ? "; " + Words(all, trainedTokens, "tokens") : string.Empty);

    private static string Words(long all, long trained, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{all:N0} {what}, {trained:N0} trained ({(all == 0 ? 0 : 100.0 * trained / all):0.0} %)");
}
