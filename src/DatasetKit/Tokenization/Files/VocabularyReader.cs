using System.Text;
using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>Reads the field <c>vocab</c> of a model.</summary>
internal static class VocabularyReader
{
    private const string Path = "model.vocab";

    /// <summary>Reads an object of tokens and their ids.</summary>
    /// <param name="reader">Stands at the object; is moved to its end.</param>
    /// <param name="isOfBytes">Whether letters are turned into the bytes they stand for.</param>
    internal static RankTable Read(ref Utf8JsonReader reader, bool isOfBytes)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FaultyFileException(Path, "an object of tokens and their ids is expected");
        }

        var builder = new VocabularyBuilder(Path);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> spelled = reader.ValueSpan;
            Span<byte> room = builder.Room(spelled.Length + 1);
            int length = isOfBytes && !reader.ValueIsEscaped ? ByteAlphabet.Read(spelled, room) : -1;
            if (length < 0)
            {
                length = Copy(ref reader, room);
                length = isOfBytes && length > 0 ? ToBytes(room, length) : length;
            }

            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long id))
            {
                throw new FaultyFileException(Path, "an id is a whole number");
            }

            builder.Add(length, id);
        }

        return builder.Build();
    }

    /// <summary>Reads the same as long as it is plain.</summary>
    /// <param name="json">Stands behind the bracket that opens the object; is moved behind the one that closes it.</param>
    /// <param name="isOfBytes">Whether letters are turned into the bytes they stand for.</param>
    /// <returns>Null when it is not plain, which says nothing about whether it is right.</returns>
    internal static RankTable? TryRead(ref PlainJson json, bool isOfBytes)
    {
        var builder = new VocabularyBuilder(Path, json.Rest.Length);
        if (json.TryTake((byte)'}'))
        {
            return builder.Build();
        }

        do
        {
            json.Pass(TakePlain(json.Rest, isOfBytes, builder));
            if (!json.TryText(out ReadOnlySpan<byte> spelled, out bool isEscaped))
            {
                return null;
            }

            int length = Read(spelled, isEscaped, isOfBytes, builder);
            if (!json.TryTake((byte)':') || !json.TryNumber(out int id))
            {
                return null;
            }

            builder.Add(length, id);
        }
        while (json.TryTake((byte)','));
        return json.TryTake((byte)'}') ? builder.Build() : null;
    }

    /// <summary>Enters tokens with their ids and commas, as long as they are plain and another one follows.</summary>
    /// <returns>How many bytes were taken.</returns>
    private static unsafe int TakePlain(ReadOnlySpan<byte> text, bool isOfBytes, VocabularyBuilder builder)
    {
        // A method with memory of its own on the stack is compiled well at once.
        short* values = stackalloc short[ByteAlphabet.Letters];
        ByteAlphabet.Values.CopyTo(new Span<short>(values, ByteAlphabet.Letters));
        fixed (byte* start = text)
        {
            byte* at = start, last = start + Math.Max(0, text.Length - PlainTokens.Behind), done = start;
            while (at < last)
            {
                at = PlainTokens.Skip(at, last);
                if (*at++ != '"')
                {
                    break;
                }

                int length;
                fixed (byte* room = builder.Room(PlainTokens.Room + sizeof(ulong)))
                {
                    byte* to = room;
                    at = PlainTokens.Take(at, last, ref to, room + PlainTokens.Room, isOfBytes ? values : null);
                    length = (int)(to - room);
                }

                if (*at++ != '"' || *at++ != ':')
                {
                    break;
                }

                at = PlainTokens.Skip(at, last);
                int id = 0, digits = 0;
                for (; (uint)(*at - '0') < 10 && digits < 8; at++, digits++)
                {
                    id = id * 10 + (*at - '0');
                }

                // A number that starts with a zero or goes on, and the last token, are for the other reader.
                if (digits == 0 || digits > 1 && id < 10 || *at++ != ',')
                {
                    break;
                }

                builder.Add(length, id);
                done = at;
            }

            return (int)(done - start);
        }
    }

    /// <summary>Reads a token that is not plain letters, or is long.</summary>
    private static int Read(ReadOnlySpan<byte> spelled, bool isEscaped, bool isOfBytes, VocabularyBuilder builder)
    {
        Span<byte> room = builder.Room(spelled.Length + 1);
        int length = isEscaped ? Unescape(spelled, room) : Copy(spelled, room);
        return isOfBytes && length > 0 ? ToBytes(room, length) : length;
    }

    /// <summary>Reads an array of tokens with their scores; the place of each is its id.</summary>
    internal static RankTable ReadScored(Utf8JsonReader reader, out double[] scores)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new FaultyFileException(Path, "an array of tokens and their scores is expected");
        }

        var builder = new VocabularyBuilder(Path);
        var list = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.String)
            {
                throw NoEntry(list.Count);
            }

            builder.Add(Copy(ref reader, builder.Room(reader.ValueSpan.Length)), builder.Count);
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number || ScoreReader.Read(reader.ValueSpan) is var score && !double.IsFinite(score)
                || !reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            {
                throw NoEntry(list.Count);
            }

            list.Add(score);
        }

        scores = [.. list];
        return builder.Build(allowsTwins: true);
    }

    /// <summary>How a token stands in the table.</summary>
    internal static byte[] Spelled(string token, bool isOfBytes)
    {
        byte[] room = new byte[Encoding.UTF8.GetByteCount(token) + 1];
        int length = Encoding.UTF8.GetBytes(token, room);
        return room[..(isOfBytes && length > 0 ? ToBytes(room, length) : length)];
    }

    /// <summary>Copies the text at which a reader stands, without its escapes.</summary>
    internal static int Copy(ref Utf8JsonReader reader, Span<byte> target)
    {
        if (!reader.ValueIsEscaped)
        {
            reader.ValueSpan.CopyTo(target);
            return reader.ValueSpan.Length;
        }

        try
        {
            return reader.CopyString(target);
        }
        catch (InvalidOperationException fault)
        {
            throw new FaultyFileException("model", "a token has half a surrogate pair", fault);
        }
    }

    /// <summary>Copies text that has escapes, without them.</summary>
    /// <param name="text">What stands between two quotes.</param>
    /// <param name="target">Receives it.</param>
    /// <returns>How many bytes it has.</returns>
    internal static int Unescape(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. text, (byte)'"']);
        reader.Read();
        return Copy(ref reader, target);
    }

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> target)
    {
        text.CopyTo(target);
        return text.Length;
    }

    private static FaultyFileException NoEntry(int index) =>
        new(Path, FormattableString.Invariant($"entry {index} is not a token and its score"));

    /// <summary>Letters to bytes. A token that is spelled with others is met in no text, and only its id is taken.</summary>
    private static int ToBytes(Span<byte> room, int length)
    {
        for (int i = 0; i < length; i += Utf8Steps.SizeAt(room, i))
        {
            if (ByteAlphabet.ByteOf(Utf8Steps.CodePointAt(room, i, out _)) < 0)
            {
                room[..length].CopyTo(room[1..]);
                room[0] = ByteSpelling.Foreign;
                return length + 1;
            }
        }

        return ByteAlphabet.Read(room[..length], room);
    }
}
