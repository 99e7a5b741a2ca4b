using System.Text;
using System.Text.Unicode;

namespace DatasetKit.IO;

/// <summary>Decides a source's encoding from its first bytes, by evidence: a mark, an option, or valid UTF-8. Never by a guess.</summary>
internal static class EncodingSniffer
{
    private static readonly (byte[] Magic, string What)[] Binaries =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive (xlsx, docx and others are too)"),
        ([0x50, 0x41, 0x52, 0x31], "a Parquet file"),
        ([0x1F, 0x8B], "gzip inside gzip, or gzip without the .gz ending"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file"),
        ([0x41, 0x52, 0x52, 0x4F, 0x57, 0x31], "an Arrow file"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF document"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document (xls)"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20, 0x66], "a SQLite database"),
    ];

    private const int Gb18030 = 54936;

    private static readonly byte[] Gb18030Mark = [0x84, 0x31, 0x95, 0x33];

    /// <summary>Encodings that an unlabelled file may be in, in the order they are proposed.</summary>
    private static readonly string[] Candidates = ["gb18030", "shift_jis", "big5", "euc-kr", "windows-1252"];

    /// <summary>The encoding and the length of its mark; a null encoding is UTF-8.</summary>
    /// <exception cref="InputException">The file is binary, or its encoding cannot be told.</exception>
    public static (Encoding? Encoding, int MarkLength) Sniff(ReadOnlySpan<byte> head, bool headIsAll, InputContext context)
    {
        foreach (var (magic, what) in Binaries)
        {
            if (head.StartsWith(magic))
            {
                throw context.Fail(EncodingDiagnostics.BinaryFile, $"this is {what}, not text; export it as CSV or JSON Lines first");
            }
        }

        var named = context.Options.Encoding is { } name ? Named(name, context) : null;
        var (marked, length) = Mark(head);
        if (named?.CodePage == Gb18030 && head.StartsWith(Gb18030Mark))
        {
            return (named, Gb18030Mark.Length);
        }

        if (length > 0)
        {
            var found = (marked ?? Encoding.UTF8).WebName;
            return named is null || named.CodePage == (marked ?? Encoding.UTF8).CodePage
                ? (marked, length)
                : throw context.Fail(EncodingDiagnostics.WrongEncoding, $"the file has the byte order mark of {found}, so it is not {named.WebName}; leave --encoding out", 1, 1);
        }

        if (named is not null)
        {
            return (named.CodePage == Encoding.UTF8.CodePage ? null : named, 0);
        }

        RefuseUnmarkedUtf16(head, context);
        RefuseOtherEncodings(head, headIsAll, context);
        return (null, 0);
    }

    /// <summary>An encoding by its name.</summary>
    /// <exception cref="InputException">There is none, or it keeps state between characters.</exception>
    public static Encoding Named(string name, InputContext context)
    {
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            // The usual name, without loading all others.
            return Encoding.UTF8;
        }

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            var encoding = Encoding.GetEncoding(name);
            if (encoding.WebName.StartsWith("iso-2022", StringComparison.Ordinal) || encoding.CodePage is 65000 or 52936 or (>= 50220 and <= 50229))
            {
                throw context.Fail(EncodingDiagnostics.UnknownEncoding, $"{name} keeps state between characters, so no place in the file could be cited; convert the file first: iconv -f {name} -t utf-8");
            }

            return encoding;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw context.Fail(EncodingDiagnostics.UnknownEncoding, $"there is no encoding named \"{name}\"; names are utf-8, utf-16le, gb18030, shift_jis, big5, euc-kr, windows-1252 and others", cause: fault);
        }
    }

    private static (Encoding? Encoding, int Length) Mark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: false), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (null, 0),
    };

    private static void RefuseUnmarkedUtf16(ReadOnlySpan<byte> head, InputContext context)
    {
        var sample = head[..Math.Min(head.Length, 4096)];
        if (sample.Length < 4)
        {
            return;
        }

        Span<int> zeros = stackalloc int[4];
        for (var i = 0; i < sample.Length; i++)
        {
            zeros[i % 4] += sample[i] == 0 ? 1 : 0;
        }

        // Delimiters, quotes and line ends alone put many zeros in the same place; a NUL here and there does not.
        var quarter = sample.Length / 4;
        var (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3]);
        var name = zeros[3] >= quarter && zeros[2] * 10 > quarter * 9 ? "utf-32le"
            : zeros[0] >= quarter && zeros[1] * 10 > quarter * 9 ? "utf-32be"
            : odd > 2 && odd * 10 > quarter * 4 && even * 10 < odd ? "utf-16le"
            : even > 2 && even * 10 > quarter * 4 && odd * 10 < even ? "utf-16be"
            : null;
        if (name is not null)
        {
            throw context.Fail(EncodingDiagnostics.MissingMark, $"the file looks like {name} but has no byte order mark; if it is, read it with --encoding {name}");
        }
    }

    private static void RefuseOtherEncodings(ReadOnlySpan<byte> head, bool headIsAll, InputContext context)
    {
        if (Utf8.IsValid(head))
        {
            return;
        }

        var (foreign, invalid, strange, line, firstLine, firstColumn) = (0, 0, 0, 0L, 0L, 0);
        var rest = head;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + (rest[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
            line++;

            // The last line may be cut inside a character, which says nothing.
            if (Ascii.IsValid(text) || (end < 0 && !headIsAll))
            {
                continue;
            }

            foreign++;
            if (!Utf8.IsValid(text))
            {
                invalid++;
                strange += CountStrange(text);
                if (firstLine == 0)
                {
                    firstLine = line;
                    firstColumn = Internals.Utf8Text.ColumnOfFirstInvalid(text);
                }
            }
        }

        // JSON is UTF-8 by its standard: there, one strange byte is damage, and only a lot of them another encoding.
        var needed = head.TrimStart(" \t\r\n"u8).StartsWith("{"u8) || head.TrimStart(" \t\r\n"u8).StartsWith("["u8) ? 4 : 1;
        if (invalid * 3 > foreign * 2 && strange >= needed)
        {
            throw context.Fail(
                EncodingDiagnostics.WrongEncoding,
                $"{invalid} of the first {foreign} lines with characters outside ASCII are not valid UTF-8; {Propose(head)}",
                firstLine,
                firstColumn);
        }
    }

    /// <summary>
    /// Bytes that no damage of UTF-8 explains: a surrogate, an overlong form or a character cut in two still is a lead byte and
    /// continuation bytes; text in another encoding is not.
    /// </summary>
    private static int CountStrange(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
            {
                continue;
            }

            var length = 1;
            while (i + length < text.Length && (text[i + length] & 0xC0) == 0x80)
            {
                length++;
            }

            count += text[i] < 0xC0 ? length : length == 1 ? 1 : 0;
            i += length - 1;
        }

        return count;
    }

    private static string Propose(ReadOnlySpan<byte> head)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        // A sample cut inside a character must not speak against an encoding.
        var lastLine = head.LastIndexOf((byte)'\n');
        var sample = lastLine > 0 ? head[..lastLine] : head;
        var possible = new List<string>();
        foreach (var name in Candidates)
        {
            try
            {
#pragma warning disable RS0030 // This decoder throws.
                var text = Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(sample);
#pragma warning restore RS0030
                if (!text.Any(c => c is >= '\u0080' and < '\u00A0' or >= '\uE000' and <= '\uF8FF'))
                {
                    possible.Add(name);
                }
            }
            catch (DecoderFallbackException)
            {
                // Not this one.
            }
        }

        return possible.Count == 0
            ? "name its encoding with --encoding"
            : $"if it is {string.Join(" or ", possible)}, read it with --encoding {possible[0]}";
    }
}
