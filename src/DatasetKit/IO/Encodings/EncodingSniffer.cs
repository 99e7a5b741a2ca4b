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

    /// <summary>Encodings that an unlabelled file may be in, in the order they are proposed.</summary>
    private static readonly string[] Candidates = ["gb18030", "shift_jis", "big5", "euc-kr", "windows-1252"];

    /// <summary>The encoding and the length of its mark; a null encoding is UTF-8.</summary>
    /// <exception cref="InputException">The file is binary, or its encoding cannot be told.</exception>
    public static (Encoding? Encoding, int MarkLength) Sniff(ReadOnlySpan<byte> head, InputContext context)
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
        if (marked is not null || length > 0)
        {
            return named is null || named.CodePage == (marked ?? Encoding.UTF8).CodePage ? (marked, length) : (named, 0);
        }

        if (named is not null)
        {
            return (named.CodePage == Encoding.UTF8.CodePage ? null : named, 0);
        }

        RefuseUnmarkedUtf16(head, context);
        RefuseOtherEncodings(head, context);
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
            if (encoding.WebName.StartsWith("iso-2022", StringComparison.Ordinal) || encoding.CodePage is 65000 or 52936)
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

        Span<int> zeros = stackalloc int[2];
        for (var i = 0; i < sample.Length; i++)
        {
            zeros[i % 2] += sample[i] == 0 ? 1 : 0;
        }

        // Text in Latin letters has a zero in every other byte; one NUL in a field must not look like that.
        var half = sample.Length / 2;
        var name = zeros[1] > half * 7 / 10 && zeros[0] < half / 10 ? "utf-16le"
            : zeros[0] > half * 7 / 10 && zeros[1] < half / 10 ? "utf-16be"
            : null;
        if (name is not null)
        {
            throw context.Fail(EncodingDiagnostics.MissingMark, $"the file looks like {name} but has no byte order mark; if it is, read it with --encoding {name}");
        }
    }

    private static void RefuseOtherEncodings(ReadOnlySpan<byte> head, InputContext context)
    {
        if (Utf8.IsValid(head))
        {
            return;
        }

        var (foreign, invalid, line, firstLine, firstColumn) = (0, 0, 0L, 0L, 0);
        var rest = head;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            line++;
            if (Ascii.IsValid(text) || (end < 0 && line > 1 && head.Length >= InputFile.HeadBytes))
            {
                continue;
            }

            foreign++;
            if (!Utf8.IsValid(text))
            {
                invalid++;
                if (firstLine == 0)
                {
                    firstLine = line;
                    firstColumn = Internals.Utf8Text.ColumnOfFirstInvalid(text);
                }
            }
        }

        if (invalid * 2 > foreign)
        {
            throw context.Fail(
                EncodingDiagnostics.WrongEncoding,
                $"{invalid} of {foreign} lines with characters outside ASCII are not valid UTF-8; {Propose(head)}",
                firstLine,
                firstColumn);
        }
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
