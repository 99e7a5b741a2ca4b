using System.Buffers;
using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>Finds added tokens in text: of those that start at a place the longest, the leftmost first.</summary>
/// <remarks>As huggingface/tokenizers:tokenizers/src/tokenizer/added_vocabulary.rs does, also where tokens touch.</remarks>
internal sealed class AddedTokenFinder
{
    private readonly AddedToken[] _tokens;
    private readonly ByteTrie _trie = new();
    private readonly SearchValues<byte> _firsts;
    private readonly bool _findsSpecial;

    private AddedTokenFinder(List<AddedToken> tokens, List<byte[]> spellings, bool findsSpecial)
    {
        _findsSpecial = findsSpecial;
        _tokens = [.. tokens];
        bool[] isFirst = new bool[0x100];
        // A normalizer may spell several alike: the first of them is found, special ones before others.
        foreach (bool isSpecial in new[] { false, true })
        {
            for (int i = spellings.Count - 1; i >= 0; i--)
            {
                if (_tokens[i].IsSpecial == isSpecial)
                {
                    _trie.Add(spellings[i], i);
                    isFirst[spellings[i][0]] = true;
                }
            }
        }

        var firsts = new List<byte>();
        for (int value = 0; value < isFirst.Length; value++)
        {
            if (isFirst[value])
            {
                firsts.Add((byte)value);
            }
        }

        _firsts = SearchValues.Create([.. firsts]);
    }

    /// <summary>Makes one, or null when there is nothing to find.</summary>
    /// <param name="all">The tokens, some of which have no spelling and are found nowhere.</param>
    /// <param name="spell">How a token is spelled in the text.</param>
    /// <param name="findsSpecial">Whether special tokens are found.</param>
    internal static AddedTokenFinder? Create(IEnumerable<AddedToken> all, Func<AddedToken, byte[]> spell, bool findsSpecial)
    {
        var tokens = new List<AddedToken>();
        var spellings = new List<byte[]>();
        bool findsAny = false;
        foreach (AddedToken token in all)
        {
            byte[] spelling = spell(token);
            if (spelling.Length > 0)
            {
                tokens.Add(token);
                spellings.Add(spelling);
                // Where special tokens are not found, they still hide the others that stand in them.
                findsAny |= findsSpecial || !token.IsSpecial;
            }
        }

        return findsAny ? new(tokens, spellings, findsSpecial) : null;
    }

    /// <summary>Whether text may be cut at the places of <see cref="TextParts"/> without hiding a token.</summary>
    internal bool AllowsCuts => !Array.Exists(_tokens, token => token.LooksAround || HasWordGap(token.Content));

    /// <summary>Whether text may be cut at the places of <see cref="JointCuts"/> without hiding a token.</summary>
    internal bool AllowsJointCuts => !Array.Exists(_tokens, token => token.LooksAround || HasJoint(token.Content));

    /// <summary>Finds the next token.</summary>
    /// <param name="text">The text.</param>
    /// <param name="resume">Where to go on looking; moved on.</param>
    /// <param name="taken">Where the token before ended, with the white space it took; moved on.</param>
    /// <param name="start">Where the token starts, with the white space it takes.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>The token, or null when there is none.</returns>
    internal AddedToken? Next(ReadOnlySpan<byte> text, ref int resume, ref int taken, out int start, out int end)
    {
        while (resume < text.Length)
        {
            int skip = text[resume..].IndexOfAny(_firsts);
            if (skip < 0)
            {
                break;
            }

            start = resume + skip;
            int index = _trie.Longest(text, start, out int length);
            if (index == ByteTrie.None)
            {
                resume = start + 1;
                continue;
            }

            resume = end = start + length;
            AddedToken token = _tokens[index];
            if (token.IsSpecial && !_findsSpecial || token.IsSingleWord && !IsAlone(text, start, end))
            {
                continue;
            }

            if (token.LooksAround)
            {
                start = token.StripsLeft ? Math.Max(taken, SpaceBefore(text, start)) : start;
                end = token.StripsRight ? SpaceBehind(text, end) : end;
                if (start >= end)
                {
                    // All of it is white space that the token before has taken.
                    taken = end;
                    continue;
                }
            }

            taken = end;
            return token;
        }

        start = end = text.Length;
        resume = text.Length;
        return null;
    }

    private static bool IsAlone(ReadOnlySpan<byte> text, int start, int end) =>
        (start == 0 || !Utf8Steps.IsWord(Utf8Steps.CodePointAt(text, Utf8Steps.Before(text, start), out _)))
        && (end == text.Length || !Utf8Steps.IsWord(Utf8Steps.CodePointAt(text, end, out _)));

    private static int SpaceBefore(ReadOnlySpan<byte> text, int position)
    {
        while (position > 0)
        {
            int before = Utf8Steps.Before(text, position);
            if (!Utf8Steps.IsWhiteSpace(Utf8Steps.CodePointAt(text, before, out _)))
            {
                break;
            }

            position = before;
        }

        return position;
    }

    private static int SpaceBehind(ReadOnlySpan<byte> text, int position)
    {
        while (position < text.Length && Utf8Steps.IsWhiteSpace(Utf8Steps.CodePointAt(text, position, out int size)))
        {
            position += size;
        }

        return position;
    }

    private static bool HasJoint(string content)
    {
        for (int i = 1; i < content.Length; i++)
        {
            if (JointCuts.MayBeCut(content[i - 1], content[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWordGap(string content)
    {
        for (int i = 1; i < content.Length; i++)
        {
            if (content[i - 1] == '\n' || content[i] is '\uFF0C' or '\u3002' or '\u3001')
            {
                return true;
            }

            if (content[i] == ' ' && i + 1 < content.Length && char.IsAsciiLetter(content[i - 1]) && char.IsAsciiLetter(content[i + 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The bytes that spell a token in text that is not normalized.</summary>
    internal static byte[] Spell(AddedToken token) => Encoding.UTF8.GetBytes(token.Content);
}
