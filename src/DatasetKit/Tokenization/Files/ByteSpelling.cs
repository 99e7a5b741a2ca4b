using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>How a vocabulary that was read as bytes spelled its tokens.</summary>
internal static class ByteSpelling
{
    /// <summary>Stands before a token that is spelled with characters that are no letters for bytes; no UTF-8 starts so.</summary>
    internal const byte Foreign = 0xFF;

    /// <summary>The spelling of a token.</summary>
    internal static string Of(ReadOnlySpan<byte> token)
    {
        if (IsForeign(token))
        {
            return Utf8Text.Show(token[1..]);
        }

        byte[] letters = new byte[token.Length * 2];
        return Utf8Text.Show(letters.AsSpan(0, ByteAlphabet.Spell(token, letters)));
    }

    /// <summary>Whether a token is spelled with other characters.</summary>
    internal static bool IsForeign(ReadOnlySpan<byte> token)
    {
        if (token.Length < 2 || token[0] != Foreign || !System.Text.Unicode.Utf8.IsValid(token[1..]))
        {
            return false;
        }

        for (int i = 1; i < token.Length; i += Utf8Steps.SizeAt(token, i))
        {
            if (ByteAlphabet.ByteOf(Utf8Steps.CodePointAt(token, i, out _)) < 0)
            {
                return true;
            }
        }

        return false;
    }
}
