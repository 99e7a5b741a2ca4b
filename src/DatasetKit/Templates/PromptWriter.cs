using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>
/// Receives the pieces of a rendered prompt. The pieces become the inside of one JSON string as they come, since escaping
/// distributes over concatenation; nothing is put together first.
/// </summary>
public sealed class PromptWriter
{
    private readonly JsonBuffer _json;
    private readonly List<LossSpan>? _spans;
    private List<string>? _hidden;
    private int _position;
    private int _lossFrom = -1;
    private byte[] _scratch = [];

    internal PromptWriter(JsonBuffer json, bool withSpans)
    {
        _json = json;
        _spans = withSpans ? [] : null;
    }

    /// <summary>The parts that carry loss so far, in order; empty when nobody asked for them.</summary>
    public IReadOnlyList<LossSpan> Spans => _spans ?? (IReadOnlyList<LossSpan>)[];

    /// <summary>What the example has and the text does not show, although the template knows it: the reasoning of earlier answers.</summary>
    internal IReadOnlyList<string> Hidden => _hidden ?? (IReadOnlyList<string>)[];

    /// <summary>Whether anybody asked for the parts that carry loss.</summary>
    internal bool WantsSpans => _spans is not null;

    /// <summary>Writes characters; half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD.</summary>
    internal void Literal(ReadOnlySpan<char> text)
    {
        const int Piece = 16 * 1024;
        // Shared, because there is a writer for each record.
        var utf8 = System.Buffers.ArrayPool<byte>.Shared.Rent(Math.Min(text.Length, Piece) * 3);
        while (text.Length > 0)
        {
            // A piece must not end inside a surrogate pair.
            var length = Math.Min(text.Length, Piece);
            length -= length < text.Length && char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
            Literal(utf8.AsSpan(0, System.Text.Encoding.UTF8.GetBytes(text[..length], utf8)));
            text = text[length..];
        }

        System.Buffers.ArrayPool<byte>.Shared.Return(utf8);
    }

    /// <summary>Writes what a user says in one turn: the instruction, and on a new line what it works on.</summary>
    internal void Question(Text instruction, Text input)
    {
        Content(instruction);
        if (!input.IsEmpty)
        {
            Literal("\n"u8);
            Content(input);
        }
    }

    /// <summary>Writes a piece of the template itself.</summary>
    /// <param name="utf8">Plain UTF-8.</param>
    public void Literal(ReadOnlySpan<byte> utf8)
    {
        _json.AppendEscaped(utf8);
        Advance(utf8);
    }

    /// <summary>Writes a piece of the template that was prepared.</summary>
    /// <param name="literal">The piece.</param>
    public void Literal(PromptLiteral literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        if (_json.Ascii)
        {
            _json.AppendEscaped(literal.Utf8);
        }
        else
        {
            _json.Append(literal.Escaped);
        }

        _position += literal.CodePoints;
    }

    /// <summary>Writes a text of the example; an absent or null one writes nothing.</summary>
    /// <param name="text">The text.</param>
    public void Content(Text text)
    {
        _json.AppendEscaped(text);
        if (_spans is not null)
        {
            Advance(text.Utf8(ref _scratch));
        }
    }

    /// <summary>What follows carries loss, until <see cref="EndLoss"/>.</summary>
    public void BeginLoss() => _lossFrom = _position;

    /// <summary>What follows carries no loss.</summary>
    public void EndLoss()
    {
        _spans?.Add(new LossSpan(_lossFrom, _position));
        _lossFrom = -1;
    }

    /// <summary>Something that the text does not show.</summary>
    /// <param name="field">The field, as it is called in a record.</param>
    internal void Hide(string field) => (_hidden ??= []).Add(field);

    private void Advance(ReadOnlySpan<byte> utf8)
    {
        if (_spans is not null)
        {
            _position += Utf8Text.CountCodePoints(utf8);
        }
    }
}
