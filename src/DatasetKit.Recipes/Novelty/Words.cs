using System.Globalization;
using System.Text;

namespace DatasetKit.Recipes.Novelty;

/// <summary>Texts as words for comparison, in lower case, without punctuation.</summary>
internal static class Words
{
    /// <summary>
    /// The words of any script: letters and digits in a row, with their marks; of scripts that are written without spaces (Chinese, Japanese,
    /// Thai, Lao, Khmer, Burmese) each character is a word.
    /// </summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWithoutSpaces(rune.Value))
            {
                End();
                words.Add(rune.ToString());
            }
            else if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else
            {
                End();
            }
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    /// <summary>
    /// The words of rouge_score's tokenizer without stemming: all but <c>a-z</c> and <c>0-9</c> of the text in lower case separates, so that a Chinese text has none
    /// (google-research/google-research:rouge/tokenize.py).
    /// </summary>
    public static List<string> OfAscii(string text)
    {
        var words = new List<string>();
        var start = -1;
        var lower = text.ToLowerInvariant();
        for (var i = 0; i <= lower.Length; i++)
        {
            var isWord = i < lower.Length && lower[i] is (>= 'a' and <= 'z') or (>= '0' and <= '9');
            if (isWord && start < 0)
            {
                start = i;
            }
            else if (!isWord && start >= 0)
            {
                words.Add(lower[start..i]);
                start = -1;
            }
        }

        return words;
    }

    /// <summary>How many words a text has between its spaces, where each character of a script without spaces counts as one.</summary>
    public static int Count(string text)
    {
        var count = 0;
        var inside = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWithoutSpaces(rune.Value))
            {
                count++;
                inside = false;
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                inside = false;
            }
            else if (!inside)
            {
                inside = true;
                count++;
            }
        }

        return count;
    }

    private static bool IsWithoutSpaces(int c) => c is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3041 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
