using System.Text;

namespace DatasetKit.Tokenization;

/// <summary><c>Replace</c>: puts something in the place of every match.</summary>
internal sealed class ReplaceNormalizer(Matcher matcher, string content) : Normalizer
{
    private readonly byte[] _content = Encoding.UTF8.GetBytes(content);

    /// <summary>The byte that is replaced, when it is no more than one.</summary>
    internal byte? Single => (matcher as LiteralMatcher)?.Single;

    /// <summary>What is put in its place.</summary>
    internal ReadOnlySpan<byte> Content => _content;

    /// <inheritdoc/>
    internal override string Description => $"Replace {matcher.Description} by '{content}'";

    /// <inheritdoc/>
    internal override bool Keeps(ReadOnlySpan<byte> utf8)
    {
        long effort = Matcher.EffortFor(utf8.Length);
        return !matcher.Find(utf8, 0, ref effort, out _, out _);
    }

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        TextBuffer source = pieces.Text, target = pieces.Spare;
        ReadOnlySpan<byte> text = source.Span;
        target.Clear(source.Tracks);
        if (!source.Tracks && Single is { } single)
        {
            target.AppendReplaced(text, single, _content);
            pieces.Swap();
            return;
        }

        int kept = 0;
        long effort = Matcher.EffortFor(text.Length);
        for (int from = 0; from <= text.Length && matcher.Find(text, from, ref effort, out int start, out int end);)
        {
            target.Append(source, kept, start);
            target.Append(_content, source, start, end);
            kept = end;
            // After an empty match the search goes on behind the next character.
            from = end > start ? end : end < text.Length ? end + Utf8Steps.SizeAt(text, end) : text.Length + 1;
        }

        target.Append(source, kept, text.Length);
        pieces.Swap();
    }
}
