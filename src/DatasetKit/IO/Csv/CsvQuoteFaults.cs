namespace DatasetKit.IO;

/// <summary>
/// What is wrong with the quotes of one record. CsvHelper reports one fault a record, the first: a stray quote, which does no
/// harm, hides the ones that do. So a record of which it reports anything is looked at again, as a whole.
/// </summary>
/// <param name="Unclosed">The quote that opens a field and is never closed; -1 when there is none.</param>
/// <param name="TextAfter">The first text behind a closing quote; -1 when there is none.</param>
/// <param name="Stray">The first quote inside a field that is not quoted; -1 when there is none.</param>
internal readonly record struct CsvQuoteFaults(int Unclosed, int TextAfter, int Stray)
{
    private enum State
    {
        Start,
        Plain,
        Quoted,
        Closed,
        Behind,
    }

    /// <summary>Looks at a record.</summary>
    /// <param name="raw">The record without its line end.</param>
    /// <param name="delimiter">What divides fields.</param>
    /// <param name="quote">What stands around them.</param>
    /// <param name="escape">What escapes quotes; null where they are doubled.</param>
    public static CsvQuoteFaults Find(ReadOnlySpan<byte> raw, byte delimiter, byte quote, byte? escape)
    {
        var (state, open, after, stray) = (State.Start, -1, -1, -1);
        for (var i = 0; i < raw.Length; i++)
        {
            var next = i + 1 < raw.Length ? raw[i + 1] : -1;
            if (state == State.Quoted)
            {
                if (raw[i] == escape ? next == quote || next == escape : raw[i] == quote && next == quote)
                {
                    i++;
                }
                else if (raw[i] == quote)
                {
                    state = State.Closed;
                }
            }
            else if (raw[i] == delimiter)
            {
                state = State.Start;
            }
            else if (state == State.Start && raw[i] == quote)
            {
                (state, open) = (State.Quoted, i);
            }
            else if (state == State.Closed)
            {
                (state, after) = (State.Behind, after < 0 ? i : after);
            }
            else if (state != State.Behind)
            {
                stray = stray < 0 && raw[i] == quote && !(i > 0 && raw[i - 1] == escape) ? i : stray;
                state = State.Plain;
            }
        }

        return new CsvQuoteFaults(state == State.Quoted ? open : -1, after, stray);
    }
}
