namespace DatasetKit.Processing;

/// <summary>
/// Turns a rendered text into ids and labels as a trainer's tokenizer does. Text that spells a special token is that token. What the tokenizer puts around a
/// text is added once: a template that begins with the beginning-of-text token gets no second one.
/// </summary>
internal sealed class TrainingTokens
{
    private readonly Tokenizer _tokenizer;
    private readonly int[] _prefix;
    private readonly int[] _suffix;

    public TrainingTokens(Tokenizer tokenizer)
    {
        _tokenizer = FindingSpecialTokens(tokenizer);
        // No tokenizer has this id, so what stands before and behind it is what is put around a text.
        const int Text = int.MinValue;
        var around = _tokenizer.AddSpecialTokens([Text]).ToList();
        var at = Math.Max(0, around.IndexOf(Text));
        _prefix = [.. around.Take(at)];
        _suffix = [.. around.Skip(at + 1)];
    }

    /// <summary>The tokenizer, as it is used: finding special tokens where it can.</summary>
    public Tokenizer Tokenizer => _tokenizer;

    /// <summary>How many tokens a text has.</summary>
    public int Count(ReadOnlySpan<byte> utf8) => _prefix.Length + _suffix.Length == 0 ? _tokenizer.CountTokensUtf8(utf8) : Around(_tokenizer.EncodeToIdsUtf8(utf8)).Total;

    /// <summary>The ids and labels of a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="loss">The bytes that carry loss, in order, apart from each other.</param>
    public TokenizedExample Of(ReadOnlySpan<byte> utf8, IReadOnlyList<(int Start, int End)> loss)
    {
        var tokens = _tokenizer.EncodeToTokensUtf8(utf8);
        var (before, behind, total) = Around([.. tokens.Select(t => t.Id)]);
        var ids = new int[total];
        var labels = new int[total];
        Array.Fill(labels, TokenizedExample.Masked);
        before.CopyTo(ids, 0);
        var span = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var (start, end) = (tokens[i].Offset.Start.Value, tokens[i].Offset.End.Value);
            ids[before.Length + i] = tokens[i].Id;
            while (span < loss.Count && loss[span].End <= start)
            {
                span++;
            }

            // One character with loss is enough, as in transformers (tokenization_utils_base.py, return_assistant_tokens_mask): " Yes" behind a masked
            // "ASSISTANT:" is one token, and without it the model would never learn how to begin.
            if (span < loss.Count && start < end && loss[span].Start < end)
            {
                labels[before.Length + i] = tokens[i].Id;
            }
        }

        // The model learns to stop where the answer it learns is the last thing.
        var stops = tokens.Count > 0 && labels[before.Length + tokens.Count - 1] != TokenizedExample.Masked;
        for (var i = 0; i < behind.Length; i++)
        {
            ids[before.Length + tokens.Count + i] = behind[i];
            labels[before.Length + tokens.Count + i] = stops ? behind[i] : TokenizedExample.Masked;
        }

        return new TokenizedExample(ids, labels);
    }

    private (int[] Before, int[] Behind, int Total) Around(IReadOnlyList<int> ids)
    {
        var before = ids.Take(_prefix.Length).SequenceEqual(_prefix) ? [] : _prefix;
        var behind = ids.Count >= _suffix.Length && ids.Skip(ids.Count - _suffix.Length).SequenceEqual(_suffix) ? [] : _suffix;
        return (before, behind, before.Length + ids.Count + behind.Length);
    }

    private static Tokenizer FindingSpecialTokens(Tokenizer tokenizer)
    {
        try
        {
            return tokenizer.FindSpecialTokens(true);
        }
        catch (NotSupportedException)
        {
            // A tokenizer of the user's, which does what it does.
            return tokenizer;
        }
    }
}
