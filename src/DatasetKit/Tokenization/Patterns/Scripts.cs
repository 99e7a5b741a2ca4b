using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>The script of every code point, by a table of the assembly: .NET has none.</summary>
internal static class Scripts
{
    /// <summary>That of code points without one.</summary>
    internal const int Any = 0;

    private static readonly string[] s_names;
    private static readonly int[] s_starts;
    private static readonly byte[] s_scripts;
    private static readonly int s_common;

    static Scripts()
    {
        // Names with a line feed behind each, a zero, then runs: a varint of the length, and a byte of the script.
        byte[] table = PackedResource.Load("scripts");
        int zero = table.AsSpan().IndexOf((byte)0);
        s_names = Utf8Text.Show(table.AsSpan(0, zero)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var starts = new List<int>();
        var scripts = new List<byte>();
        int codePoint = 0;
        for (int at = zero + 1; at < table.Length;)
        {
            int length = 0, shift = 0;
            do
            {
                length |= (table[at] & 0x7F) << shift;
                shift += 7;
            }
            while (table[at++] >= 0x80);
            starts.Add(codePoint);
            scripts.Add(table[at++]);
            codePoint += length;
        }

        (s_starts, s_scripts) = ([.. starts], [.. scripts]);
        s_common = Find("common")!.Value;
        Han = Find("han")!.Value;
        Hiragana = Find("hiragana")!.Value;
        Katakana = Find("katakana")!.Value;
    }

    /// <summary>Chinese characters.</summary>
    internal static int Han { get; }

    /// <summary>One of the syllabaries of Japanese.</summary>
    internal static int Hiragana { get; }

    /// <summary>The other one.</summary>
    internal static int Katakana { get; }

    /// <summary>The script of a code point, in Unicode 17.</summary>
    internal static int Of(int codePoint) => s_scripts[Array.BinarySearch(s_starts, codePoint) is var place && place >= 0 ? place : ~place - 1];

    /// <summary>The script of a code point in Unicode 9; <see cref="Any"/> for one that came later.</summary>
    internal static int OldOf(int codePoint) =>
        // The Armenian full stop and the Arabic letter mark belonged to all scripts then.
        codePoint is 0x589 or 0x61C ? s_common : CodePointProperties.IsOfUnicode9(codePoint) ? Of(codePoint) : Any;

    /// <summary>The number of a name in small letters without blanks; null when there is none.</summary>
    internal static int? Find(string name)
    {
        int place = Array.IndexOf(s_names, name);
        return place < 0 ? null : place + 1;
    }
}
