using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>The small fields of the section <c>model</c>: all but vocabulary and merges.</summary>
internal sealed class ModelFields
{
    private readonly Dictionary<string, JsonPart> _fields = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Keeps a field; one that is null is as good as missing.</summary>
    internal void Add(string name, JsonElement value)
    {
        if (!_names.Add(name))
        {
            throw new FaultyFileException($"model.{name}", "the field stands there twice");
        }

        if (value.ValueKind != JsonValueKind.Null)
        {
            _fields[name] = new(value);
        }
    }

    /// <summary>Whether a field is there.</summary>
    internal bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>Refuses every field but these.</summary>
    internal void AllowOnly(params ReadOnlySpan<string> known)
    {
        foreach (string name in _fields.Keys)
        {
            if (!known.Contains(name))
            {
                throw new FaultyFileException($"model.{name}", "this kind of model has no such field, as far as is known here");
            }
        }
    }

    /// <summary>Text; null when it is missing.</summary>
    internal string? Text(string name) => !_fields.TryGetValue(name, out JsonPart? field) ? null
        : field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()
        : throw new FaultyFileException($"model.{name}", "text is expected");

    /// <summary>True or false; false when it is missing.</summary>
    internal bool Flag(string name) => _fields.TryGetValue(name, out JsonPart? field) && field.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FaultyFileException($"model.{name}", "true or false is expected"),
    };

    /// <summary>A number from 0 up; null when it is missing.</summary>
    internal int? Int(string name) => _fields.TryGetValue(name, out JsonPart? field) ? Section.Int(field.Value, $"model.{name}") : null;

    /// <summary>Refuses merges that are left out by chance.</summary>
    internal void RefuseDropout()
    {
        if (_fields.TryGetValue("dropout", out JsonPart? dropout) && !(dropout.Value.ValueKind == JsonValueKind.Number && dropout.Value.GetDouble() == 0))
        {
            throw new FaultyFileException("model.dropout", "merges are left out by chance, so the same text has other tokens every time; set it to null");
        }
    }

    /// <summary>The id of the token that <c>unk_token</c> names; null when it names none.</summary>
    internal int? Unknown(RankTable tokens, bool isOfBytes = false)
    {
        if (Text("unk_token") is not { } name)
        {
            return null;
        }

        int id = tokens.Find(VocabularyReader.Spelled(name, isOfBytes));
        return id != RankTable.None ? id : throw new FaultyFileException("model.unk_token", $"'{name}' is not in the vocabulary");
    }
}
