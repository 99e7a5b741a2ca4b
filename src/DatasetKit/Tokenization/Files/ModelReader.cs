using System.Text;
using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>
/// Reads the section <c>model</c> of a tokenizer file, which is nearly all of it: vocabulary and merges go straight from the file's bytes into
/// their tables.
/// </summary>
/// <param name="text">The file.</param>
/// <param name="isOfBytes">Whether the pre-tokenizer ends by spelling bytes as letters, so that the vocabulary of merges may hold bytes instead.</param>
internal ref struct ModelReader(ReadOnlySpan<byte> text, bool isOfBytes)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly bool _isOfBytes = isOfBytes;
    private readonly ModelFields _fields = new();
    private Utf8JsonReader _vocabulary;
    private Utf8JsonReader _merges;
    private bool _hasVocabulary;
    private bool _hasMerges;
    // What was read at once, under what the fields before it said: in the usual order of the fields nothing is read twice.
    private RankTable? _tokens;
    private MergeTable? _table;
    private (bool IsOfBytes, int PrefixLength) _readAs;
    // Where in the file the reader was set to go on, from which it counts its bytes; less than 0 when plain parts are not to be passed.
    private int _origin;

    /// <summary>Whether to pass the plain parts without the reader, which is then at a loss about the lines of what follows.</summary>
    internal bool IsQuick { init => _origin = value ? 0 : -1; }

    /// <summary>What the reader goes on with.</summary>
    internal readonly ReadOnlySpan<byte> Rest => _text[Math.Max(0, _origin)..];

    /// <summary>Reads the model.</summary>
    /// <param name="reader">Stands at the value; is moved to its end.</param>
    internal Model Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FaultyFileException("model", "an object is expected");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == "vocab")
            {
                _vocabulary = reader;
                _hasVocabulary = _hasVocabulary ? throw new FaultyFileException("model.vocab", "the field stands there twice") : true;
                if (_fields.Text("type") == "BPE")
                {
                    _readAs = (IsOfBytes, PrefixLength);
                    _tokens = TryVocabulary(ref reader) ?? VocabularyReader.Read(ref reader, _readAs.IsOfBytes);
                }
                else
                {
                    reader.Skip();
                }
            }
            else if (name == "merges")
            {
                _merges = reader;
                _hasMerges = _hasMerges ? throw new FaultyFileException("model.merges", "the field stands there twice") : true;
                if (_tokens is not null && _readAs == (IsOfBytes, PrefixLength))
                {
                    _table = TryMerges(ref reader, _tokens) ?? Merges(ref reader, _tokens, _readAs.PrefixLength, _readAs.IsOfBytes);
                }
                else
                {
                    reader.Skip();
                }
            }
            else
            {
                _fields.Add(name, JsonElement.ParseValue(ref reader));
            }
        }

        if (!_hasVocabulary)
        {
            throw new FaultyFileException("model.vocab", "the vocabulary is missing");
        }

        string type = Type();
        if (_hasMerges && type is ("Unigram" or "WordPiece" or "WordLevel"))
        {
            throw new FaultyFileException("model.merges", $"a model of the type {type} has no merges");
        }

        return type switch
        {
            "BPE" => BytePair(),
            "Unigram" => Unigram(),
            "WordPiece" => WordPiece(),
            "WordLevel" => WordLevel(),
            _ => throw new FaultyFileException("model.type", $"'{type}' is none of BPE, Unigram, WordPiece and WordLevel"),
        };
    }

    /// <summary>The model's kind; files of old do not name it.</summary>
    private readonly string Type() => _fields.Text("type")
        ?? (_hasMerges ? "BPE"
        : _vocabulary.TokenType == JsonTokenType.StartArray ? "Unigram"
        : _fields.Has("max_input_chars_per_word") ? "WordPiece"
        : "WordLevel");

    private readonly int PrefixLength => Encoding.UTF8.GetByteCount(_fields.Text("continuing_subword_prefix") ?? "");

    /// <summary>Whether the vocabulary holds bytes. What bytes fall back to, and what is put around them, would have to be bytes of letters.</summary>
    private readonly bool IsOfBytes => _isOfBytes && !_fields.Flag("byte_fallback")
        && !(_fields.Text("continuing_subword_prefix") ?? "").AsSpan().ContainsAnyExceptInRange('!', '~')
        && !(_fields.Text("end_of_word_suffix") ?? "").AsSpan().ContainsAnyExceptInRange('!', '~');

    private readonly BytePairModel BytePair()
    {
        _fields.AllowOnly("type", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback", "ignore_merges");
        _fields.RefuseDropout();
        bool isOfBytes = IsOfBytes, isReadSo = _readAs == (isOfBytes, PrefixLength);
        Utf8JsonReader vocabulary = _vocabulary, merges = _merges;
        RankTable tokens = isReadSo && _tokens is not null ? _tokens : VocabularyReader.Read(ref vocabulary, isOfBytes);
        return BytePairParts.Assemble(new BytePairParts
        {
            Tokens = tokens,
            Merges = isReadSo && _table is not null ? _table : Merges(ref merges, tokens, PrefixLength, isOfBytes),
            IsOfBytes = isOfBytes,
            Prefix = _fields.Text("continuing_subword_prefix") ?? "",
            Suffix = _fields.Text("end_of_word_suffix") ?? "",
            Unknown = _fields.Unknown(tokens, isOfBytes),
            FusesUnknown = _fields.Flag("fuse_unk"),
            HasByteFallback = _fields.Flag("byte_fallback"),
            IgnoresMerges = _fields.Flag("ignore_merges"),
        });
    }

    private readonly UnigramModel Unigram()
    {
        _fields.AllowOnly("type", "unk_id", "byte_fallback");
        RankTable tokens = VocabularyReader.ReadScored(_vocabulary, out double[] scores);
        int? unknown = _fields.Int("unk_id");
        if (unknown >= scores.Length)
        {
            throw new FaultyFileException("model.unk_id", FormattableString.Invariant($"{unknown} is not in the vocabulary of {scores.Length} tokens"));
        }

        return new UnigramModel(tokens, scores, unknown, _fields.Flag("byte_fallback") ? BytePairParts.ByteTokens(tokens) : null);
    }

    private readonly WordPieceModel WordPiece()
    {
        _fields.AllowOnly("type", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word");
        Utf8JsonReader vocabulary = _vocabulary;
        RankTable tokens = VocabularyReader.Read(ref vocabulary, isOfBytes: false);
        return new WordPieceModel(
            tokens,
            _fields.Unknown(tokens) ?? throw new FaultyFileException("model.unk_token", "the model has no token for words it does not know"),
            _fields.Text("continuing_subword_prefix") ?? "##",
            _fields.Int("max_input_chars_per_word") ?? 100);
    }

    private readonly WordLevelModel WordLevel()
    {
        _fields.AllowOnly("type", "unk_token");
        Utf8JsonReader vocabulary = _vocabulary;
        RankTable tokens = VocabularyReader.Read(ref vocabulary, isOfBytes: false);
        return new WordLevelModel(tokens, tokens.Find(Encoding.UTF8.GetBytes(_fields.Text("unk_token") ?? "<unk>")) is var id && id != RankTable.None ? id : null);
    }

    private RankTable? TryVocabulary(ref Utf8JsonReader reader)
    {
        if (_origin < 0 || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var json = new PlainJson(_text, _origin + (int)reader.BytesConsumed);
        RankTable? tokens = VocabularyReader.TryRead(ref json, _readAs.IsOfBytes);
        if (tokens is not null)
        {
            GoOn(ref reader, json.Position - 1);
        }

        return tokens;
    }

    private MergeTable? TryMerges(ref Utf8JsonReader reader, RankTable tokens)
    {
        if (_origin < 0 || reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var json = new PlainJson(_text, _origin + (int)reader.BytesConsumed);
        var builder = new MergeBuilder(tokens, _readAs.IsOfBytes, _readAs.PrefixLength, "model.merges", json.Rest.Length);
        if (!builder.TryRead(ref json))
        {
            return null;
        }

        GoOn(ref reader, json.Position - 1);
        return builder.Build();
    }

    /// <summary>Lets the reader go on at the bracket that closes what it has just opened.</summary>
    private void GoOn(ref Utf8JsonReader reader, int position)
    {
        reader = new Utf8JsonReader(_text[position..], isFinalBlock: true, reader.CurrentState);
        reader.Read();
        _origin = position;
    }

    private readonly MergeTable Merges(ref Utf8JsonReader reader, RankTable tokens, int prefixLength, bool isOfBytes)
    {
        if (!_hasMerges || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new FaultyFileException("model.merges", "an array of merges is expected");
        }

        var builder = new MergeBuilder(tokens, isOfBytes, prefixLength, "model.merges");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                Part(ref reader, builder);
                Part(ref reader, builder);
                if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
                {
                    throw builder.Fault("has more than two parts");
                }
            }
            else if (reader.TokenType != JsonTokenType.String)
            {
                throw builder.Fault("is not two tokens");
            }
            else
            {
                builder.Add(Text(ref reader));
            }
        }

        return builder.Build();
    }

    private static void Part(ref Utf8JsonReader reader, MergeBuilder builder)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            throw builder.Fault("is not two tokens");
        }

        builder.AddSide(Text(ref reader));
    }

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        byte[] text = new byte[reader.ValueSpan.Length];
        return text.AsSpan(0, VocabularyReader.Copy(ref reader, text));
    }
}
