namespace DatasetKit.Tests.Processing.Budgets;

/// <summary>A tokenizer whose ids are code points, with a special token at the beginning of a text and one at its end: counts can be read off the text.</summary>
internal sealed class CodePointTokenizer : Tokenizer
{
    public const int Begin = 0x110000;
    public const int End = 0x110001;

    public override string Name => "code points";

    public override int CountTokens(ReadOnlySpan<char> text) => EncodeToIds(text.ToString()).Count;

    public override IReadOnlyList<int> EncodeToIds(string text) => [.. EncodeToTokens(text).Select(token => token.Id)];

    public override IReadOnlyList<EncodedToken> EncodeToTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<EncodedToken>();
        for (int at = 0, size; at < text.Length; at += size)
        {
            var special = text.AsSpan(at).StartsWith("<s>", StringComparison.Ordinal) ? Begin : text.AsSpan(at).StartsWith("</s>", StringComparison.Ordinal) ? End : 0;
            size = special == Begin ? 3 : special == End ? 4 : char.IsSurrogatePair(text, at) ? 2 : 1;
            tokens.Add(new EncodedToken(special == 0 ? char.ConvertToUtf32(text, at) : special, text.Substring(at, size), at..(at + size)));
        }

        return tokens;
    }

    public override string Decode(IEnumerable<int> ids) => string.Concat(ids.Select(id => id switch { Begin => "<s>", End => "</s>", _ => char.ConvertFromUtf32(id) }));

    public override Tokenizer FindSpecialTokens(bool find) => this;

    public override IReadOnlyList<int> AddSpecialTokens(IReadOnlyList<int> ids, IReadOnlyList<int>? pair = null) => [Begin, .. ids, End];
}
