namespace DatasetKit.Tokenization;

/// <summary>What .NET does not know of a code point, by a table of the assembly: derived properties, and the versions of Unicode that had it already.</summary>
internal static class CodePointProperties
{
    private const int Alphabetic = 1, Lowercase = 2, Uppercase = 4, OfUnicode8 = 8, OfUnicode9 = 16, Bits = 5;

    private static readonly int[] s_starts;
    private static readonly byte[] s_properties;

    static CodePointProperties()
    {
        ReadOnlySpan<byte> table = PackedResource.Load("properties");
        var starts = new List<int>();
        var properties = new List<byte>();
        for (int codePoint = 0; !table.IsEmpty;)
        {
            int run = 0, shift = 0, used = 0;
            do
            {
                run |= (table[used] & 0x7F) << shift;
                shift += 7;
            }
            while (table[used++] >= 0x80);
            table = table[used..];
            starts.Add(codePoint);
            properties.Add((byte)(run & (1 << Bits) - 1));
            codePoint += run >> Bits;
        }

        (s_starts, s_properties) = ([.. starts], [.. properties]);
    }

    /// <summary>Unicode's Alphabetic: letters, letter numbers, and marks that are vowels.</summary>
    internal static bool IsAlphabetic(int codePoint) => Has(codePoint, Alphabetic);

    /// <summary>Unicode's Lowercase: small letters, and others that look so; also the pharyngeal fricative, which was a small letter before Unicode 17.</summary>
    internal static bool IsLowercase(int codePoint) => codePoint == 0x295 || Has(codePoint, Lowercase);

    /// <summary>Unicode's Uppercase: capital letters, and others that look so.</summary>
    internal static bool IsUppercase(int codePoint) => Has(codePoint, Uppercase);

    /// <summary>Whether Unicode 8 had it.</summary>
    internal static bool IsOfUnicode8(int codePoint) => Has(codePoint, OfUnicode8);

    /// <summary>Whether Unicode 9 had it.</summary>
    internal static bool IsOfUnicode9(int codePoint) => Has(codePoint, OfUnicode9);

    private static bool Has(int codePoint, int property)
    {
        int place = Array.BinarySearch(s_starts, codePoint);
        return (s_properties[place >= 0 ? place : ~place - 1] & property) != 0;
    }
}
