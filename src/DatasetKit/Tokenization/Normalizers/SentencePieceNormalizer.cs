namespace DatasetKit.Tokenization;

/// <summary>What SentencePiece does to a text before it looks for pieces: its table of characters by the longest match, spaces, and the mark for them.</summary>
/// <remarks>google/sentencepiece:src/normalizer.cc, <c>Normalize</c> and <c>NormalizePrefix</c>.</remarks>
internal sealed class SentencePieceNormalizer : Normalizer
{
    private readonly SentencePieceFile _file;
    private readonly CharacterMap? _map;
    private readonly ByteTrie? _defined;

    /// <summary>Creates it.</summary>
    /// <param name="file">What the file says.</param>
    /// <param name="defined">Texts that stay as they are.</param>
    internal SentencePieceNormalizer(SentencePieceFile file, byte[][] defined)
    {
        _file = file;
        _map = file.CharacterMap.Length > 0 ? new CharacterMap(file.CharacterMap, "normalizer_spec.precompiled_charsmap") : null;
        for (int i = 0; i < defined.Length; i++)
        {
            (_defined ??= new ByteTrie()).Add(defined[i], i);
        }
    }

    /// <inheritdoc/>
    internal override string Description =>
        $"SentencePiece's{(_map is null ? "" : ", with a table of characters")}{(_file.AddsPrefix ? ", a space before the text" : "")}{(_file.RemovesSpaces ? ", no spaces at the ends" : "")}";

    private ReadOnlySpan<byte> Space => _file.EscapesSpaces ? "\u2581"u8 : " "u8;

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        TextBuffer source = pieces.Text, target = pieces.Spare;
        ReadOnlySpan<byte> text = source.Span;
        target.Clear(source.Tracks);
        int at = 0;
        while (_file.RemovesSpaces && at < text.Length && Next(text[at..], out int used) is [(byte)' '])
        {
            at += used;
        }

        bool isEmpty = at == text.Length;
        if (!isEmpty && _file.AddsPrefix && !_file.MarksEnds)
        {
            target.Append(Space, source, at, at);
        }

        bool wasSpace = _file.RemovesSpaces;
        for (int used; at < text.Length; at += used)
        {
            ReadOnlySpan<byte> next = Next(text[at..], out used);
            if (wasSpace)
            {
                next = next.TrimStart((byte)' ');
            }

            if (!next.IsEmpty)
            {
                Append(next, source, at, at + used, target);
                wasSpace = next[^1] == ' ';
            }

            wasSpace &= _file.RemovesSpaces;
        }

        while (_file.RemovesSpaces && target.Span.EndsWith(Space))
        {
            target.CutTo(target.Length - Space.Length);
        }

        if (!isEmpty && _file.AddsPrefix && _file.MarksEnds)
        {
            target.Append(Space, source, text.Length, text.Length);
        }

        pieces.Swap();
    }

    private void Append(ReadOnlySpan<byte> next, TextBuffer source, int start, int end, TextBuffer target)
    {
        while (_file.EscapesSpaces && next.IndexOf((byte)' ') is >= 0 and var space)
        {
            target.Append(next[..space], source, start, end);
            target.Append(Space, source, start, end);
            next = next[(space + 1)..];
        }

        target.Append(next, source, start, end);
    }

    private ReadOnlySpan<byte> Next(ReadOnlySpan<byte> text, out int used)
    {
        if (_defined is not null && _defined.Longest(text, 0, out used) != ByteTrie.None)
        {
            return text[..used];
        }

        used = 0;
        ReadOnlySpan<byte> mapped = _map is null ? [] : _map.Find(text, takesLongest: true, out used);
        if (used > 0)
        {
            return mapped;
        }

        used = Utf8Steps.SizeAt(text, 0);
        return text[..used];
    }
}
