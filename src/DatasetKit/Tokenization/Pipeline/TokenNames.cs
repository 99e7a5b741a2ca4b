using System.Buffers;
using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>What each id stands for, and the way back from ids to text.</summary>
internal sealed class TokenNames
{
    private readonly TokenizerPipeline _pipeline;
    private readonly string _name;
    private readonly Dictionary<int, string> _added = [];

    /// <summary>Reads the added tokens.</summary>
    internal TokenNames(TokenizerPipeline pipeline, string name)
    {
        _pipeline = pipeline;
        _name = name;
        foreach (AddedToken token in pipeline.AddedTokens)
        {
            _added[token.Id] = token.Content;
        }
    }

    /// <summary>The token as its vocabulary spells it.</summary>
    internal string Spell(int id)
    {
        if (_added.TryGetValue(id, out string? added))
        {
            return added;
        }

        return _pipeline.Model.Tokens.Has(id)
            ? _pipeline.Speller is { } speller ? speller(id) : Utf8Text.Show(_pipeline.Model.Tokens.BytesOf(id))
            : throw NoToken(id);
    }

    /// <summary>The text of ids.</summary>
    internal string Decode(IEnumerable<int> ids)
    {
        if (!_pipeline.DecodesBytes)
        {
            var tokens = new List<string>();
            foreach (int id in ids)
            {
                tokens.Add(Spell(id));
            }

            try
            {
                return _pipeline.Decoder is { } decoder ? string.Concat(decoder.Apply(tokens)) : string.Join(' ', tokens);
            }
            catch (FaultyFileException fault)
            {
                throw fault.Of(_name);
            }
        }

        RankTable table = _pipeline.Model.Tokens;
        var bytes = new ArrayBufferWriter<byte>();
        foreach (int id in ids)
        {
            if (_added.TryGetValue(id, out string? added))
            {
                Encoding.UTF8.GetBytes(added, bytes);
            }
            else
            {
                ReadOnlySpan<byte> token = table.Has(id) ? table.BytesOf(id) : throw NoToken(id);
                bytes.Write(_pipeline.Speller is not null && ByteSpelling.IsForeign(token) ? token[1..] : token);
            }
        }

        return Utf8Text.Show(bytes.WrittenSpan);
    }

    private TokenizerException NoToken(int id)
    {
        string special = _added.Count == 0 ? "" : $", and special tokens are {string.Join(", ", _added.Keys.Order().Take(20))}{(_added.Count > 20 ? ", …" : "")}";
        return new(FormattableString.Invariant(
            $"{id} is no token id of {_name}; its ids run from 0 to {_pipeline.Model.Tokens.Count - 1}{special}. Was the text encoded with another tokenizer?"));
    }
}
