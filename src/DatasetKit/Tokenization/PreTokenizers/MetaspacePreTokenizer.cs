using System.Text;

namespace DatasetKit.Tokenization;

/// <summary><c>Metaspace</c>: spaces become another character, which also comes before the text, and a piece starts at each of them.</summary>
/// <param name="replacement">The character.</param>
/// <param name="scheme">Before which pieces it comes.</param>
/// <param name="splits">Whether a piece starts at each of them.</param>
internal sealed class MetaspacePreTokenizer(string replacement, PrependScheme scheme, bool splits) : PreTokenizer
{
    private readonly byte[] _replacement = Encoding.UTF8.GetBytes(replacement);
    private readonly SplitPreTokenizer? _splitter = splits ? new("Metaspace", new LiteralMatcher(replacement), SplitBehavior.MergedWithNext) : null;

    /// <inheritdoc/>
    internal override string Description => $"Metaspace '{replacement}', before {scheme switch { PrependScheme.Always => "every piece", PrependScheme.First => "the text", _ => "nothing" }}";

    /// <inheritdoc/>
    internal override bool LooksAtOrigins => scheme == PrependScheme.First;

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        bool isFirst = pieces.IsFirst, usesOrigins = pieces.KeepsOrigins;
        pieces.Rewrite((source, start, end, target) =>
        {
            ReadOnlySpan<byte> text = source.Span[..end];
            bool isAtStart = usesOrigins ? source.From![start] == 0 : isFirst && start == 0;
            bool prepends = scheme == PrependScheme.Always || scheme == PrependScheme.First && isAtStart;
            if (prepends && text[start] != ' ' && !text[start..].StartsWith(_replacement))
            {
                target.Append(_replacement, source, start, start);
            }

            for (int at = start; at < end;)
            {
                int space = text[at..].IndexOf((byte)' ');
                int stop = space < 0 ? end : at + space;
                target.Append(source, at, stop);
                at = stop;
                if (at < end)
                {
                    target.Append(_replacement, source, at, ++at);
                }
            }
        });
        _splitter?.Apply(pieces);
    }
}

/// <summary>Before which pieces a mark comes.</summary>
internal enum PrependScheme
{
    /// <summary>None.</summary>
    Never,

    /// <summary>The one with which the text starts.</summary>
    First,

    /// <summary>Every one.</summary>
    Always,
}
