namespace DatasetKit.Tokenization;

/// <summary>
/// A regular expression over code points. Not .NET's: that one sees UTF-16 units, so that no class ever matches a character past U+FFFF, it has no
/// possessive repetition, no intersection of classes and no scripts, and its classes follow the runtime. This one walks UTF-8 as it is.
/// </summary>
/// <remarks>It tries alternatives in their order and goes back when one fails, as the libraries do whose results are to be had, and stops with a fault when
/// a text makes it try without end.</remarks>
internal sealed class Pattern : Matcher
{
    /// <summary>How often one search may try a character. A gigabyte of text never comes near it in a sound pattern.</summary>
    private const int MaxTries = 1 << 26;

    private readonly PatternStep[] _steps;
    private readonly string _text;
    private readonly string _section;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The regular expression.</param>
    /// <param name="section">Where it stands, for faults.</param>
    /// <param name="isOniguruma">Whether its syntax is Oniguruma's, which a <c>tokenizer.json</c> has.</param>
    /// <exception cref="FaultyFileException">It is not understood.</exception>
    internal Pattern(string text, string section, bool isOniguruma = true)
    {
        _text = text;
        _section = section;
        _steps = new PatternCompiler(section).Compile(new PatternParser(text, section, isOniguruma).Parse());
    }

    /// <inheritdoc/>
    internal override string Description => $"the pattern {_text} (by the general matcher)";

    /// <inheritdoc/>
    internal override bool Find(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        var run = new PatternRun(_steps, text, MaxTries);
        try
        {
            for (start = from; ; start += Utf8Steps.SizeAt(text, start))
            {
                end = run.Match(0, start);
                if (end >= 0)
                {
                    return true;
                }

                if (start >= text.Length)
                {
                    return false;
                }
            }
        }
        catch (PatternExplodedException)
        {
            throw new TokenizerException($"{_section}: the pattern '{_text}' explodes on this text: it was stopped after 67 million tries. Take such text out, or another tokenizer.");
        }
        finally
        {
            run.Dispose();
        }
    }
}
