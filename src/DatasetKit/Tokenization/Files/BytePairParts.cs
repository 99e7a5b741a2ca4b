using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>What a file says about a byte-pair model, before it is checked and put together.</summary>
internal sealed class BytePairParts
{
    /// <summary>The vocabulary.</summary>
    internal required RankTable Tokens { get; init; }

    /// <summary>The merges.</summary>
    internal required MergeTable Merges { get; init; }

    /// <summary>Whether the vocabulary holds bytes.</summary>
    internal bool IsOfBytes { get; init; }

    /// <summary><c>continuing_subword_prefix</c>.</summary>
    internal string Prefix { get; init; } = "";

    /// <summary><c>end_of_word_suffix</c>.</summary>
    internal string Suffix { get; init; } = "";

    /// <summary>The id of <c>unk_token</c>.</summary>
    internal int? Unknown { get; init; }

    /// <summary><c>fuse_unk</c>.</summary>
    internal bool FusesUnknown { get; init; }

    /// <summary><c>byte_fallback</c>.</summary>
    internal bool HasByteFallback { get; init; }

    /// <summary><c>ignore_merges</c>.</summary>
    internal bool IgnoresMerges { get; init; }

    /// <summary>Checks the parts against each other and makes the model.</summary>
    internal static BytePairModel Assemble(BytePairParts parts)
    {
        bool isPlain = parts.Prefix.Length == 0 && parts.Suffix.Length == 0;
        int[]? bytes = parts.HasByteFallback ? ByteTokens(parts.Tokens) : null;
        if (parts.IsOfBytes && isPlain && parts.Unknown is null && bytes is null)
        {
            RequireBytes(value => parts.Tokens.Single(value) != RankTable.None);
        }

        HashSet<int> apart = bytes is null ? [] : [.. bytes];
        if (parts.Unknown is { } unknown)
        {
            apart.Add(unknown);
        }

        return new BytePairModel(parts.Tokens, parts.Merges, parts.IsOfBytes)
        {
            IgnoresMerges = parts.IgnoresMerges,
            Bytes = bytes,
            Unknown = parts.Unknown,
            FusesUnknown = parts.FusesUnknown,
            Prefix = Encoding.UTF8.GetBytes(parts.Prefix),
            Suffix = Encoding.UTF8.GetBytes(parts.Suffix),
            // A byte or an unknown character that merges, joins its like, or vanishes so that its neighbours meet, may do so across any joint.
            AllowsCuts = isPlain
                && (bytes is not null || (parts.Unknown is null ? parts.IsOfBytes && HasAllBytes(parts.Tokens) : !parts.FusesUnknown))
                && (apart.Count == 0 || !parts.Merges.Joins(apart.Contains)),
        };
    }

    /// <summary>The tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>.</summary>
    internal static int[] ByteTokens(RankTable tokens)
    {
        int[] bytes = new int[0x100];
        for (int value = 0; value < bytes.Length; value++)
        {
            string name = FormattableString.Invariant($"<0x{value:X2}>");
            bytes[value] = tokens.Find(Encoding.UTF8.GetBytes(name));
            if (bytes[value] == RankTable.None)
            {
                throw new FaultyFileException("model.vocab", $"byte_fallback is on, and the token {name} is missing");
            }
        }

        return bytes;
    }

    /// <summary>Whether every byte that stands in some text is a token.</summary>
    private static bool HasAllBytes(RankTable tokens)
    {
        for (int value = 0; value < 0x100; value++)
        {
            // 0xC0 and 0xC1, and those above 0xF4, stand in no UTF-8 text.
            if (value is not (0xC0 or 0xC1 or > 0xF4) && tokens.Single((byte)value) == RankTable.None)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Refuses a vocabulary that would lose text without a word.</summary>
    /// <remarks>A vocabulary may lack control characters and the bytes of planes that hold nothing: it happens, and the library drops them.</remarks>
    /// <param name="has">Whether a byte is a token.</param>
    internal static void RequireBytes(Func<byte, bool> has)
    {
        for (int value = 0; value < 0xF1; value++)
        {
            // 0xC0 and 0xC1 stand in no UTF-8 text.
            if (value is (>= ' ' and <= '~') or '\n' or '\t' or (>= 0x80 and not (0xC0 or 0xC1)) && !has((byte)value))
            {
                throw new FaultyFileException("model.vocab", FormattableString.Invariant(
                    $"the byte 0x{value:X2} ('{(char)ByteAlphabet.LetterOf((byte)value)}') is no token, and there is no unk_token: text would lose it without a word"));
            }
        }
    }
}
