namespace DatasetKit.IO;

/// <summary>How a CSV file is written: decided once, on the head, and reported.</summary>
/// <param name="Delimiter">The character between fields.</param>
/// <param name="Quoted">Whether quotes mean anything.</param>
/// <param name="Escape">The character that escapes a quote inside quotes; null where quotes are doubled.</param>
/// <param name="Detected">Whether the delimiter was found rather than named.</param>
/// <param name="DirectiveLength">Bytes of Excel's <c>sep=</c> line and of lines left out by <c>--skip</c>.</param>
/// <param name="DirectiveLines">The lines among them.</param>
internal sealed record CsvDialect(char Delimiter, bool Quoted, char? Escape, bool Detected, int DirectiveLength, int DirectiveLines)
{
    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>The delimiter's name for people.</summary>
    public string DelimiterName => Name(Delimiter);

    /// <summary>Finds the dialect.</summary>
    /// <exception cref="InputException">More than one delimiter fits.</exception>
    public static CsvDialect Detect(ReadOnlyMemory<byte> head, bool headIsAll, bool isTsv, InputContext context)
    {
        var options = context.Options;
        var (start, lines) = SkipLines(head.Span, headIsAll, context);
        var directive = ReadSeparatorLine(head.Span[start..], out var directiveLength);
        start += directiveLength;
        lines += directiveLength > 0 ? 1 : 0;
        // Who names a character that escapes quotes says that there are quotes; the quote itself means that they are doubled.
        var quoted = options.Quote is not null || options.Escape is not null || !isTsv;
        var escape = options.Escape == (options.Quote ?? '"') ? null : options.Escape;
        var named = options.Delimiter ?? directive ?? (isTsv ? '\t' : null);
        var delimiter = named ?? FindDelimiter(head[start..], headIsAll, escape, context, lines + 1);
        return escape is '\r' or '\n' or > '\u007F' || escape == delimiter
            ? throw new DatasetKitException($"--escape '{escape}' cannot be: what escapes quotes is a character of ASCII, and neither a line end nor the delimiter")
            : new CsvDialect(delimiter, quoted, escape, Detected: named is null, start, lines);
    }

    private static string Name(char delimiter) => delimiter switch { ',' => "comma", ';' => "semicolon", '\t' => "tab", '|' => "bar", var other => $"'{other}'" };

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
        if (!head.StartsWith("sep="u8) || head.Length < 5 || head[4] is not ((> (byte)' ' and < 0x7F and not (byte)'"') or (byte)'\t'))
        {
            // Nothing that divides fields: then the line is a line like any other.
            return null;
        }

        var after = head[5..];
        length = after.StartsWith("\r\n"u8) ? 7 : after.Length > 0 && after[0] is (byte)'\n' or (byte)'\r' ? 6 : 0;
        return length == 0 ? null : (char)head[4];
    }

    private static char FindDelimiter(ReadOnlyMemory<byte> head, bool headIsAll, char? escape, InputContext context, int line)
    {
        var fitting = new List<char>();
        var unanimous = new List<char>();
        foreach (var candidate in Candidates)
        {
            var (fields, agree) = Survey(head, headIsAll, candidate, escape, context.Options);
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
                $"{string.Join(" and ", fitting.Select(Name))} both divide the header; name the one that is meant, for example --delimiter '{fitting[0]}'",
                line),
        };
    }

    /// <summary>Into how many fields a delimiter divides the first record, and whether all others agree.</summary>
    private static (int Fields, bool Agree) Survey(ReadOnlyMemory<byte> head, bool headIsAll, char candidate, char? escape, ReadOptions options)
    {
        using var reader = new CsvSplitter(head, new CsvDialect(candidate, Quoted: true, escape, Detected: true, 0, 0), options);
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
