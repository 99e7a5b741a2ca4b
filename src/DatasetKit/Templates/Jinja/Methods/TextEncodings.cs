using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary><c>str.encode</c> and <c>bytes.decode</c> for the encodings that need no table.</summary>
internal static class TextEncodings
{
    private static readonly Signature s_encode = new("encode", 0, "encoding", "errors");

    public static Value Encode(RenderState state, in Value text, in Arguments arguments)
    {
        var bound = s_encode.Bind(arguments);
        var limit = Limit(bound[0]);
        var errors = bound[1].IsMissing ? "strict" : Coerce.Text(bound[1], "encode");
        var whole = text.Text;
        state.ChargeText(whole.Length * 3L);
        var data = new List<byte>(whole.Length);
        for (var at = 0; at < whole.Length; at += CodePoints.LengthAt(whole, at))
        {
            var point = CodePoints.At(whole, at);
            if (point < limit && point is < 0xD800 or > 0xDFFF)
            {
                data.AddRange(limit > 0x100 ? Encoding.UTF8.GetBytes(CodePoints.ToString(point)) : [(byte)point]);
            }
            else if (errors == "replace")
            {
                data.Add((byte)'?');
            }
            else if (errors != "ignore")
            {
                throw new PyError(ErrorClass.UnicodeEncodeError, $"the codec can't encode character {Repr.Quote(CodePoints.ToString(point))}");
            }
        }

        return Value.Of(new PyBytes([.. data]));
    }

    public static Value Decode(RenderState state, in Value bytes, in Arguments arguments)
    {
        var bound = s_encode.Bind(arguments);
        var limit = Limit(bound[0]);
        var data = ((PyBytes)bytes.Ref!).Data;
        state.ChargeText(data.Length);
        try
        {
            char[] text = limit > 0x100 ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetChars(data)
                : Array.TrueForAll(data, value => value < limit) ? Encoding.Latin1.GetChars(data)
                : throw PyError.Value("'ascii' codec can't decode a byte of 128 or more");
            return Value.Of(new string(text));
        }
        catch (DecoderFallbackException)
        {
            throw PyError.Value("'utf-8' codec can't decode the bytes");
        }
    }

    /// <summary>The first code point that an encoding cannot hold.</summary>
    private static int Limit(in Value encoding) =>
        (encoding.IsMissing ? "utf8" : Coerce.Text(encoding, "encode").ToLowerInvariant().Replace("-", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal)) switch
        {
            "utf8" => 0x110000,
            "ascii" or "usascii" => 0x80,
            "latin1" or "iso88591" => 0x100,
            var name => throw new PyError(ErrorClass.LookupError, $"unknown encoding: {name}"),
        };
}
