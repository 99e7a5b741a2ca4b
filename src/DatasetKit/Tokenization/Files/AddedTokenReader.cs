using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>Reads the section <c>added_tokens</c>, straight from the file's bytes, and holds it against the vocabulary.</summary>
internal ref struct AddedTokenReader
{
    // Each is looked for at every place of a text; the longest of the known models has 31.
    private const int MaxLength = 1_024;

    private static readonly string[] s_fields = ["id", "content", "special", "single_word", "lstrip", "rstrip", "normalized"];

    private readonly Model _model;
    private readonly List<AddedToken> _tokens = [];
    private readonly Dictionary<string, int> _contents = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _ids = [];
    private Utf8JsonReader _reader;
    private int _index;

    private AddedTokenReader(ReadOnlySpan<byte> section, Model model)
    {
        _model = model;
        _reader = new Utf8JsonReader(section);
    }

    /// <summary>Reads it.</summary>
    /// <param name="section">The bytes of the section: valid JSON.</param>
    /// <param name="model">The model.</param>
    internal static List<AddedToken> Read(ReadOnlySpan<byte> section, Model model)
    {
        var reader = new AddedTokenReader(section, model);
        reader.ReadAll();
        return reader._tokens;
    }

    private void ReadAll()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            throw new FaultyFileException("added_tokens", "an array is expected");
        }

        for (; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; _index++)
        {
            if (_reader.TokenType != JsonTokenType.StartObject)
            {
                throw Fault(null, "an object is expected");
            }

            Add(ReadOne());
        }
    }

    private AddedToken ReadOne()
    {
        int seen = 0, id = -1;
        string? content = null;
        Span<bool> flags = stackalloc bool[s_fields.Length];
        flags.Clear();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            int field = Field();
            if (field >= 0 && (seen & 1 << field) != 0)
            {
                throw Fault(s_fields[field], "the field stands there twice");
            }

            seen |= field >= 0 ? 1 << field : 0;
            _reader.Read();
            switch (field)
            {
                case 0:
                    id = _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out int number) && number is >= 0 and <= VocabularyBuilder.MaxId
                        ? number
                        : throw Fault("id", FormattableString.Invariant($"a whole number from 0 to {VocabularyBuilder.MaxId} is expected"));
                    break;
                case 1:
                    content = Content();
                    break;
                case > 1:
                    flags[field] = _reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null
                        ? _reader.TokenType == JsonTokenType.True
                        : throw Fault(s_fields[field], "true or false is expected");
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }

        if (id < 0 || content is null)
        {
            throw Fault(id < 0 ? "id" : "content", "nothing stands there");
        }

        return new AddedToken(id, content, flags[2], flags[3], flags[4], flags[5], flags[6]);
    }

    private readonly int Field()
    {
        for (int i = 0; i < s_fields.Length; i++)
        {
            if (_reader.ValueTextEquals(s_fields[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private readonly string Content()
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            throw Fault("content", "text is expected");
        }

        try
        {
            // An escape has six bytes for one character.
            string content = _reader.ValueSpan.Length <= MaxLength * 6 ? _reader.GetString()! : "";
            return content.Length <= MaxLength && _reader.ValueSpan.Length <= MaxLength * 6
                ? content
                : throw Fault("content", FormattableString.Invariant($"it has {_reader.ValueSpan.Length:N0} bytes, and {MaxLength:N0} characters are the most"));
        }
        catch (InvalidOperationException fault)
        {
            throw new FaultyFileException(FormattableString.Invariant($"added_tokens[{_index}].content"), "the text has half a surrogate pair", fault);
        }
    }

    private readonly void Add(AddedToken token)
    {
        (int id, string content) = (token.Id, token.Content);
        if (content.Length == 0 || _contents.TryGetValue(content, out int same) && same == id)
        {
            return;
        }

        if (!_contents.TryAdd(content, id) || !_ids.TryAdd(id, content))
        {
            throw Fault(null, _contents[content] == id
                ? FormattableString.Invariant($"the id {id} is given to '{content}' and to '{_ids[id]}'")
                : FormattableString.Invariant($"'{content}' has the ids {id} and {_contents[content]}"));
        }

        int known = _model.Tokens.Find(VocabularyReader.Spelled(content, _model.IsOfBytes));
        if (known != RankTable.None && known != id)
        {
            throw Fault("id", FormattableString.Invariant($"'{content}' has the id {id} here and {known} in the vocabulary"));
        }

        if (known == RankTable.None && _model.Tokens.Has(id))
        {
            throw Fault("id", FormattableString.Invariant(
                $"the id {id} is given to '{content}' and, in the vocabulary, to '{Internals.Utf8Text.Excerpt(_model.Tokens.BytesOf(id))}'"));
        }

        _tokens.Add(token);
    }

    private readonly FaultyFileException Fault(string? field, string reason) =>
        new(FormattableString.Invariant($"added_tokens[{_index}]{(field is null ? "" : ".")}{field}"), reason);
}
