using System.Globalization;
using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary><c>str.encode</c> and <c>bytes.decode</c> for Unicode's encodings, ASCII and Latin-1: those that need no table.</summary>
internal static class TextEncodings
{
    private static readonly Signature s_encode = new("encode", 0, "encoding", "errors");

    public static Value Encode(RenderState state, in Value text, in Arguments arguments)
    {
        var bound = s_encode.Bind(arguments);
        var (limit, wide, mark) = Find(bound[0]);
        var errors = bound[1].IsMissing ? "strict" : Coerce.Text(bound[1], "encode");
        var whole = text.Text;
        state.ChargeText(whole.Length * 4L);
        var data = new List<byte>(whole.Length);
        if (mark)
        {
            data.AddRange(wide!.GetBytes("\ufeff"));
        }

        for (var at = 0; at < whole.Length; at += CodePoints.LengthAt(whole, at))
        {
            var point = CodePoints.At(whole, at);
            if (point < limit && point is < 0xD800 or > 0xDFFF)
            {
                data.AddRange(wide is null ? [(byte)point] : wide.GetBytes(CodePoints.ToString(point)));
                continue;
            }

            var instead = errors switch
            {
                "replace" => "?",
                "ignore" => string.Empty,
                "xmlcharrefreplace" => string.Create(CultureInfo.InvariantCulture, $"&#{point};"),
                "backslashreplace" => point < 0x100 ? $"\\x{point:x2}" : point < 0x10000 ? $"\\u{point:x4}" : $"\\U{point:x8}",
                "strict" => throw new PyError(ErrorClass.UnicodeEncodeError, $"the codec can't encode character {Repr.Quote(CodePoints.ToString(point))}"),
                _ => throw new PyError(ErrorClass.LookupError, $"unknown error handler name '{errors}'"),
            };
            data.AddRange((wide ?? Encoding.ASCII).GetBytes(instead));
        }

        return Value.Of(new PyBytes([.. data]));
    }

    public static Value Decode(RenderState state, in Value bytes, in Arguments arguments)
    {
        var bound = s_encode.Bind(arguments);
        var errors = bound[1].IsMissing ? "strict" : Coerce.Text(bound[1], "decode");
        var data = ((PyBytes)bytes.Ref!).Data.AsSpan();
        if (data.IsEmpty && (bound[0].IsMissing || bound[0].IsText))
        {
            return Value.Empty;
        }

        var (limit, wide, mark) = Find(bound[0]);
        state.ChargeText(data.Length);
        if (mark && data.Length >= wide!.Preamble.Length && data.StartsWith(wide.Preamble))
        {
            data = data[wide.Preamble.Length..];
        }

        DecoderFallback fallback = errors switch
        {
            "strict" => DecoderFallback.ExceptionFallback,
            "ignore" => new DecoderReplacementFallback(string.Empty),
            "replace" => new DecoderReplacementFallback("\ufffd"),
            _ when data.IndexOfAnyExceptInRange((byte)0, (byte)0x7f) < 0 => DecoderFallback.ExceptionFallback,
            _ => throw new PyError(ErrorClass.LookupError, $"unknown error handler name '{errors}'"),
        };
        try
        {
            var encoding = wide ?? (limit > 0x80 ? Encoding.Latin1 : Encoding.ASCII);
            return Value.Of(new string(Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, fallback).GetChars(data.ToArray())));
        }
        catch (DecoderFallbackException)
        {
            throw new PyError(ErrorClass.UnicodeDecodeError, "the codec can't decode the bytes");
        }
    }

    /// <summary>The first code point that an encoding cannot hold, how it writes more than a byte, and whether it begins with a mark of its order.</summary>
    private static (int Limit, Encoding? Wide, bool HasMark) Find(in Value encoding) =>
        (encoding.IsMissing ? "utf8" : Coerce.Text(encoding, "encode").ToLowerInvariant().Replace("-", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal)) switch
        {
            "utf8" or "u8" => (0x110000, Encoding.UTF8, false),
            "utf8sig" => (0x110000, Encoding.UTF8, true),
            "utf16" or "u16" => (0x110000, Encoding.Unicode, true),
            "utf16le" => (0x110000, Encoding.Unicode, false),
            "utf16be" => (0x110000, Encoding.BigEndianUnicode, false),
            "utf32" or "u32" => (0x110000, Encoding.UTF32, true),
            "utf32le" => (0x110000, Encoding.UTF32, false),
            "ascii" or "usascii" => (0x80, null, false),
            "latin1" or "iso88591" or "latin" or "l1" => (0x100, null, false),
            var name => throw new PyError(ErrorClass.LookupError, $"unknown encoding: {name}"),
        };
}
