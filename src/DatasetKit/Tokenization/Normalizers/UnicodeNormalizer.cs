using System.Buffers;
using System.Text;

namespace DatasetKit.Tokenization;

/// <summary><c>NFC</c>, <c>NFD</c>, <c>NFKC</c>, <c>NFKD</c>. Only stretches that may change are looked at closely.</summary>
internal sealed class UnicodeNormalizer(NormalizationForm form) : Normalizer
{
    private const int StackRoom = 512;

    private readonly StableCharacters _stable = StableCharacters.Of(form);

    /// <inheritdoc/>
    internal override string Description => form switch
    {
        NormalizationForm.FormC => "NFC",
        NormalizationForm.FormD => "NFD",
        NormalizationForm.FormKC => "NFKC",
        _ => "NFKD",
    };

    /// <summary>Nothing composes across ASCII, nor with a Chinese comma; the other forms turn that comma into ASCII's, which patterns see.</summary>
    internal override bool AllowsCuts => form is NormalizationForm.FormC or NormalizationForm.FormD;

    /// <inheritdoc/>
    internal override bool Keeps(ReadOnlySpan<byte> utf8)
    {
        for (int at = 0; at < utf8.Length;)
        {
            int skip = utf8[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (skip < 0)
            {
                break;
            }

            at += skip;
            // U+5000 to U+9FFF: Chinese characters, which no form changes.
            while (at < utf8.Length && utf8[at] is >= 0xE5 and <= 0xE9)
            {
                at += 3;
            }

            if (at >= utf8.Length || utf8[at] < 0x80)
            {
                continue;
            }

            if (!_stable.IsStable(Utf8Steps.CodePointAt(utf8, at, out int size)))
            {
                return false;
            }

            at += size;
        }

        return true;
    }

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        TextBuffer source = pieces.Text, target = pieces.Spare;
        ReadOnlySpan<byte> text = source.Span;
        target.Clear(source.Tracks);
        int kept = 0;
        for (int at = 0; at < text.Length;)
        {
            int ascii = text[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                break;
            }

            // What is not ASCII may change the ASCII character before it.
            at += Math.Max(0, ascii - 1);
            int first = Utf8Steps.CodePointAt(text, at, out int size), end = at + size;
            while (end < text.Length && _stable.Continues(Utf8Steps.CodePointAt(text, end, out size)))
            {
                end += size;
            }

            if (end > at + Utf8Steps.SizeAt(text, at) || !_stable.IsStable(first))
            {
                target.Append(source, kept, at);
                Normalize(text[at..end], source, at, end, target);
                kept = end;
            }

            at = end;
        }

        target.Append(source, kept, text.Length);
        pieces.Swap();
    }

    private void Normalize(ReadOnlySpan<byte> part, TextBuffer source, int start, int end, TextBuffer target)
    {
        // Most stretches are a letter and its mark.
        int[]? rented = null;
        int most = part.Length * (UnicodeForms.MaxExpansion + 1);
        Span<int> room = most <= StackRoom ? stackalloc int[StackRoom] : rented = ArrayPool<int>.Shared.Rent(most);
        int length = 0;
        for (int at = 0, size; at < part.Length; at += size)
        {
            room[length++] = Utf8Steps.CodePointAt(part, at, out size);
        }

        Span<int> normalized = room[length..];
        int count = UnicodeForms.Normalize(room[..length], normalized, Composes, IsCompatible);
        Span<byte> bytes = stackalloc byte[4];
        foreach (int codePoint in normalized[..count])
        {
            target.Append(bytes[..Utf8Steps.Write(codePoint, bytes)], source, start, end);
        }

        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private bool Composes => form is NormalizationForm.FormC or NormalizationForm.FormKC;

    private bool IsCompatible => form is NormalizationForm.FormKC or NormalizationForm.FormKD;
}
