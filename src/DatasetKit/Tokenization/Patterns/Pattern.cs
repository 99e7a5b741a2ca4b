namespace DatasetKit.Tokenization;

/// <summary>
/// A regular expression over code points. Not .NET's: that one sees UTF-16 units, so that no class ever matches a character past U+FFFF, it has no
/// possessive repetition, no intersection of classes and no scripts, and its classes follow the runtime. This one walks UTF-8 as it is.
/// </summary>
/// <remarks>It tries alternatives in their order and goes back when one fails, as the libraries do whose results are to be had, and stops with a fault when
/// a text makes it try without end.</remarks>
internal sealed class Pattern : Matcher
{
    private const int MaxShown = 200;

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

    /// <summary>The beginning of a pattern, for faults.</summary>
    internal static string Excerpt(string pattern) => pattern.Length <= MaxShown ? pattern : $"{pattern.AsSpan(0, MaxShown)}…";

    /// <inheritdoc/>
    internal override bool Find(ReadOnlySpan<byte> text, int from, ref long effort, out int start, out int end)
    {
        var run = new PatternRun(_steps, text, effort);
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
            throw new FaultyFileException(_section, FormattableString.Invariant($"the pattern '{Excerpt(_text)}' explodes on a text of {text.Length:N0} bytes: it was stopped after {EffortFor(text.Length):N0} tries. Take such text out, or another tokenizer"));
        }
        finally
        {
            effort = run.TriesLeft;
            run.Dispose();
        }
    }
}
