namespace DatasetKit.Tokenization;

/// <summary>The table of <see cref="UnicodeForms"/>; <c>build/pack-normalization.py</c> writes it.</summary>
internal sealed class UnicodeFormTable
{
    private readonly byte[] _classes = new byte[0x20000];
    private readonly Dictionary<int, int[]> _canonical;
    private readonly Dictionary<int, int[]> _compatible;
    private readonly Dictionary<(int First, int Second), int> _wholes = [];

    private UnicodeFormTable(ReadOnlySpan<byte> table)
    {
        for (int left = Next(ref table), codePoint = 0; left > 0; left--)
        {
            codePoint += Next(ref table);
            _classes[codePoint] = (byte)Next(ref table);
        }

        _canonical = Forms(ref table);
        _compatible = Forms(ref table);
        for (int left = Next(ref table); left > 0; left--)
        {
            (int First, int Second) pair = (Next(ref table), Next(ref table));
            _wholes[pair] = Next(ref table);
        }
    }

    /// <summary>Reads it.</summary>
    internal static UnicodeFormTable Load() => new(PackedResource.Load("normalization"));

    /// <summary>The combining class of a code point.</summary>
    internal int ClassOf(int codePoint) => (uint)codePoint < (uint)_classes.Length ? _classes[codePoint] : 0;

    /// <summary>What a code point falls into; empty when it stays whole.</summary>
    internal ReadOnlySpan<int> PartsOf(int codePoint, bool isCompatible) =>
        isCompatible && _compatible.TryGetValue(codePoint, out int[]? parts) || _canonical.TryGetValue(codePoint, out parts) ? parts : [];

    /// <summary>What two code points become, or -1.</summary>
    internal int WholeOf(int first, int second) => _wholes.TryGetValue((first, second), out int whole) ? whole : -1;

    private static Dictionary<int, int[]> Forms(ref ReadOnlySpan<byte> table)
    {
        int left = Next(ref table);
        var forms = new Dictionary<int, int[]>(left);
        for (int codePoint = 0; left > 0; left--)
        {
            codePoint += Next(ref table);
            int[] parts = new int[Next(ref table)];
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i] = Next(ref table);
            }

            forms[codePoint] = parts;
        }

        return forms;
    }

    private static int Next(ref ReadOnlySpan<byte> table)
    {
        int value = 0, shift = 0, used = 0;
        do
        {
            value |= (table[used] & 0x7F) << shift;
            shift += 7;
        }
        while (table[used++] >= 0x80);
        table = table[used..];
        return value;
    }
}
