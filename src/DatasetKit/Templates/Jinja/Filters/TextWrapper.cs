namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>textwrap.wrap</c> for one line: whitespace stays as it is inside a line and goes away at its ends.</summary>
internal sealed class TextWrapper(RenderState state, long width, bool breakLongWords, bool breakOnHyphens)
{
    public List<Value> Wrap(Value line)
    {
        if (width <= 0)
        {
            throw PyError.Value($"invalid width {width} (must be > 0)");
        }

        var text = line.Text;
        var chunks = Chunks(text);
        var lines = new List<Value>();
        for (var next = 0; next < chunks.Count;)
        {
            if (IsSpace(text, chunks[next]) && lines.Count > 0 && ++next == chunks.Count)
            {
                break;
            }

            var start = chunks[next].Start;
            var last = (Start: start, End: start);
            var length = 0L;
            var count = 0;
            for (; next < chunks.Count && length + Length(text, chunks[next]) <= width; next++, count++)
            {
                length += Length(text, chunks[next]);
                last = chunks[next];
                state.Step();
            }

            var keepsSpace = false;
            if (next < chunks.Count && Length(text, chunks[next]) > width)
            {
                var chunk = chunks[next];
                var cut = LongWord(text, chunk, width - length, count == 0);
                // With no room left Python puts an empty piece of the word on the line, and it is that which its end is looked at for.
                keepsSpace = breakLongWords && cut == chunk.Start;
                if (cut > chunk.Start)
                {
                    last = (chunk.Start, cut);
                    chunks[next] = (cut, chunk.End);
                    next += cut == chunk.End ? 1 : 0;
                }
            }

            var end = !keepsSpace && IsSpace(text, last) ? last.Start : last.End;
            if (end > start)
            {
                state.ChargeItems(2);
                lines.Add(Texts.Cut(state, line, start, end - start));
            }
        }

        return lines;
    }

    /// <summary>Where to cut a word that is longer than a line.</summary>
    private int LongWord(string text, (int Start, int End) chunk, long space, bool isFirst)
    {
        space = width < 1 ? 1 : space;
        if (!breakLongWords)
        {
            return isFirst ? chunk.End : chunk.Start;
        }

        var whole = text[chunk.Start..chunk.End];
        var cut = CodePoints.Offset(whole, (int)Math.Min(space, int.MaxValue));
        if (breakOnHyphens && CodePoints.Count(whole) > space)
        {
            var hyphen = cut > 0 ? whole.LastIndexOf('-', cut - 1) : -1;
            if (hyphen > 0 && whole.AsSpan(0, hyphen).ContainsAnyExcept('-'))
            {
                cut = hyphen + 1;
            }
        }

        return chunk.Start + cut;
    }

    private static long Length(string text, (int Start, int End) chunk) => CodePoints.Count(text.AsSpan(chunk.Start, chunk.End - chunk.Start));

    private static bool IsSpace(string text, (int Start, int End) chunk) => PySpace.SkipFrom(text.AsSpan(chunk.Start, chunk.End - chunk.Start), 0) == chunk.End - chunk.Start;

    private List<(int Start, int End)> Chunks(string text)
    {
        state.Look(text.Length * 64);
        state.ChargeText(text.Length);
        var chunks = new List<(int, int)>();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            if (IsBlank(text[at]))
            {
                while (end < text.Length && IsBlank(text[end]))
                {
                    end++;
                }
            }
            else
            {
                end = breakOnHyphens ? WordEnd(text, at) : BlankFrom(text, at);
            }

            state.ChargeItems(1);
            chunks.Add((at, end));
            at = end;
        }

        return chunks;
    }

    private static bool IsBlank(char letter) => letter is ' ' or (>= '\t' and <= '\r');

    private static int BlankFrom(string text, int at)
    {
        while (at < text.Length && !IsBlank(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>The end of a word, of its first part before a hyphen, or of a dash between words.</summary>
    private static int WordEnd(string text, int start)
    {
        if (start > 0 && IsWordish(text, start - 1) && DashesBeforeWord(text, start) is > 0 and var dashes)
        {
            return start + dashes;
        }

        for (var at = start + 1; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] == '-' && IsHyphen(text, start, at))
            {
                return at + 1;
            }

            if (at == text.Length || IsBlank(text[at]) || (IsWordish(text, at - 1) && DashesBeforeWord(text, at) > 0))
            {
                return at;
            }
        }

        return text.Length;
    }

    /// <summary>A hyphen after two letters, or after a letter, a hyphen and a letter, and before another such pair.</summary>
    private static bool IsHyphen(string text, int start, int at) =>
        at > start && at >= 2 && IsLetter(text, at - 1)
        && (IsLetter(text, at - 2) || (at >= 3 && text[at - 2] == '-' && IsLetter(text, at - 3)))
        && at + 1 < text.Length && IsLetter(text, at + 1)
        && at + 2 < text.Length && (IsLetter(text, at + 2) || (text[at + 2] == '-' && at + 3 < text.Length && IsLetter(text, at + 3)));

    private static int DashesBeforeWord(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] == '-')
        {
            end++;
        }

        return end - at >= 2 && end < text.Length && TextClasses.IsWord(CodePoints.At(text, end)) ? end - at : 0;
    }

    private static bool IsWordish(string text, int at) => text[at] is '!' or '"' or '\'' or '&' or '.' or ',' or '?' || TextClasses.IsWord(Point(text, at));

    private static bool IsLetter(string text, int at) => Point(text, at) is var point && TextClasses.IsWord(point) && !TextClasses.IsDecimal(point);

    private static int Point(string text, int at) => CodePoints.At(text, at > 0 && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at);
}
