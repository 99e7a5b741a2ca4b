using CsvHelper;

namespace DatasetKit.IO;

/// <summary>How a CSV file is written: decided once, on the head, and reported.</summary>
/// <param name="Delimiter">The character between fields.</param>
/// <param name="Quoted">Whether quotes mean anything.</param>
/// <param name="Detected">Whether the delimiter was found rather than named.</param>
/// <param name="DirectiveLength">Bytes of Excel's <c>sep=</c> line and of lines left out by <c>--skip</c>.</param>
/// <param name="DirectiveLines">The lines among them.</param>
internal sealed record CsvDialect(char Delimiter, bool Quoted, bool Detected, int DirectiveLength, int DirectiveLines)
{
    /// <summary>CsvHelper refuses smaller ones.</summary>
    private const int SmallestBuffer = 256;

    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>The delimiter's name for people.</summary>
    public string DelimiterName => Delimiter switch { ',' => "comma", ';' => "semicolon", '\t' => "tab", '|' => "bar", var other => $"'{other}'" };

    /// <summary>Finds the dialect.</summary>
    /// <exception cref="InputException">More than one delimiter fits.</exception>
    public static CsvDialect Detect(ReadOnlyMemory<byte> head, bool headIsAll, bool isTsv, InputContext context)
    {
        var options = context.Options;
        var (start, lines) = SkipLines(head.Span, headIsAll, context);
        var directive = ReadSeparatorLine(head.Span[start..], out var directiveLength);
        start += directiveLength;
        lines += directiveLength > 0 ? 1 : 0;
        if (options.Escape is not null)
        {
            // CsvHelper's escape mode keeps the quotes and divides fields at delimiters inside them: refusing beats damage in silence.
            throw new DatasetKitException("--escape is refused: fields whose quotes are escaped otherwise than by doubling cannot be read without damage yet; double the quotes in the file");
        }

        var quoted = options.Quote is not null || !isTsv;
        if ((options.Delimiter ?? directive ?? (isTsv ? '\t' : null)) is { } known)
        {
            return new CsvDialect(known, quoted, Detected: false, start, lines);
        }

        return new CsvDialect(FindDelimiter(head[start..], headIsAll, context, lines + 1), quoted, Detected: true, start, lines);
    }

    /// <summary>Options for CsvHelper in which nothing is skipped, guessed or repaired without our knowing.</summary>
    public CsvReaderOptions ToReaderOptions(ReadOptions options, Action<CsvMalformedRecord>? onMalformed) => new()
    {
        Separator = Delimiter,
        HasHeader = false,
        Mode = !Quoted ? CsvMode.NoEscape : options.Escape is null ? CsvMode.Rfc4180 : CsvMode.Escape,
        Quote = options.Quote ?? '"',
        Escape = options.Escape ?? '\\',
        AllowLineBreaksInQuotes = options.Multiline,
        SkipEmptyLines = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Recover,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        MaxRecordSize = null,
        DetectSeparatorHint = false,
        OnMalformedRecord = onMalformed,
        BufferSize = Math.Max(options.BufferBytes, SmallestBuffer),
    };

    private static (int Length, int Lines) SkipLines(ReadOnlySpan<byte> head, bool headIsAll, InputContext context)
    {
        var length = 0;
        for (var i = 0; i < context.Options.SkipLines; i++)
        {
            var end = head[length..].IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0 && !headIsAll)
            {
                throw context.Fail(CsvDiagnostics.SkipTooLong, $"only {i} lines are in the part of the file that is looked at first, so --skip {context.Options.SkipLines} cannot be followed; cut the lines off before");
            }

            if (end < 0)
            {
                return (head.Length, i);
            }

            length += end + (head[(length + end)..].StartsWith("\r\n"u8) ? 2 : 1);
        }

        return (length, context.Options.SkipLines);
    }

    private static char? ReadSeparatorLine(ReadOnlySpan<byte> head, out int length)
    {
        length = 0;
        if (!head.StartsWith("sep="u8) || head.Length < 5)
        {
            return null;
        }

        var after = head[5..];
        length = after.StartsWith("\r\n"u8) ? 7 : after.Length > 0 && after[0] is (byte)'\n' or (byte)'\r' ? 6 : 0;
        return length == 0 ? null : (char)head[4];
    }

    private static char FindDelimiter(ReadOnlyMemory<byte> head, bool headIsAll, InputContext context, int line)
    {
        var fitting = new List<char>();
        var unanimous = new List<char>();
        foreach (var candidate in Candidates)
        {
            var (fields, agree) = Survey(head, headIsAll, candidate, context.Options);
            if (fields > 1)
            {
                fitting.Add(candidate);
                if (agree)
                {
                    unanimous.Add(candidate);
                }
            }
        }

        return (fitting.Count, unanimous.Count) switch
        {
            (0, _) => ',',
            (1, _) => fitting[0],
            (_, 1) => unanimous[0],
            _ => throw context.Fail(
                CsvDiagnostics.AmbiguousDelimiter,
                $"{string.Join(" and ", fitting.Select(c => new CsvDialect(c, true, true, 0, 0).DelimiterName))} both divide the header; name the one that is meant, for example --delimiter '{fitting[0]}'",
                line),
        };
    }

    /// <summary>Into how many fields a delimiter divides the first record, and whether all others agree.</summary>
    private static (int Fields, bool Agree) Survey(ReadOnlyMemory<byte> head, bool headIsAll, char candidate, ReadOptions options)
    {
        var dialect = new CsvDialect(candidate, Quoted: true, Detected: true, 0, 0);
        using var reader = CsvReader.Create(head, dialect.ToReaderOptions(options, onMalformed: _ => { }));
        var (fields, agree, last) = (0, true, 0);
        while ((fields != 1 || last == 0) && reader.Read())
        {
            // The last record of a head may be cut; it has no say.
            agree &= fields == 0 || last == 0 || last == fields;
            last = reader.RawRecord.IsEmpty ? 0 : reader.FieldCount;
            fields = fields == 0 ? last : fields;
        }

        return (fields, agree && (!headIsAll || last == 0 || last == fields));
    }
}
