namespace DatasetKit.Tokenization;

/// <summary><c>UnicodeScripts</c>: a piece ends where the script changes; the three of Japanese are one, and spaces belong to any. Its scripts are those of Unicode 9.</summary>
/// <remarks>huggingface/tokenizers:tokenizers/src/pre_tokenizers/unicode_scripts/pre_tokenizer.rs.</remarks>
internal sealed class UnicodeScriptsPreTokenizer : PreTokenizer
{
    /// <inheritdoc/>
    internal override string Description => "UnicodeScripts";

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        int count = pieces.TakeOld();
        ReadOnlySpan<byte> text = pieces.Text.Span;
        for (int i = 0; i < count; i++)
        {
            (int start, int end) = pieces.Old(i);
            // What stands before the first script belongs to no piece.
            int last = Scripts.Any, from = end;
            for (int at = start, size; at < end; at += size)
            {
                int script = Fixed(Utf8Steps.CodePointAt(text, at, out size));
                if (script != Scripts.Any && script != last)
                {
                    pieces.Add(from, at);
                    (from, last) = (at, script);
                }
            }

            pieces.Add(from, end);
        }
    }

    private static int Fixed(int codePoint)
    {
        if (codePoint == ' ')
        {
            return Scripts.Any;
        }

        int script = Scripts.OldOf(codePoint);
        return codePoint == 0x30FC || script == Scripts.Hiragana || script == Scripts.Katakana ? Scripts.Han : script;
    }
}
