using System.Collections.Frozen;

namespace DatasetKit.Templates.Jinja;

/// <summary>
/// The methods of bytes. Those that texts have too are done by the text's own on a stand-in, in which every byte that is a letter, a space or a line end to a text
/// but not to bytes is a character of the private area, which is neither.
/// </summary>
internal static class BytesMethods
{
    private const char Private = '\ue000';

    private static readonly Signature s_hex = new("hex", 0, "sep", "bytes_per_sep");
    private static readonly Signature s_fromHex = Signature.Unnamed("fromhex", 1, "string");

    private static readonly string[] s_shared =
    [
        "capitalize", "center", "count", "endswith", "expandtabs", "find", "index", "isalnum", "isalpha", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip",
        "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper", "zfill",
    ];

    public static readonly FrozenDictionary<string, Method> All = s_shared.Select(name => KeyValuePair.Create(name, new Method(Shared(name, TextMethods.All[name].Body))))
        .Append(KeyValuePair.Create("decode", new Method(TextEncodings.Decode)))
        .Append(KeyValuePair.Create("hex", new Method(Hex)))
        .Append(KeyValuePair.Create("fromhex", new Method(FromHex)))
        .ToFrozenDictionary();

    /// <summary>The bytes of a list of small integers or of bytes: what <c>bytes(…)</c> takes.</summary>
    public static byte[] Of(RenderState state, in Value value)
    {
        if (value.Ref is PyBytes bytes)
        {
            return bytes.Data;
        }

        if (value.IsText)
        {
            throw PyError.Type("cannot convert 'str' object to bytes");
        }

        var items = Sequences.ToList(state, value);
        var data = new byte[items.Count];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = Byte(items[i]);
        }

        return data;
    }

    /// <summary>Python's <c>in</c>: a byte, or bytes one after the other.</summary>
    public static bool Contains(RenderState state, byte[] data, in Value item)
    {
        state.Look(data.Length);
        return item.Ref is PyBytes part ? data.AsSpan().IndexOf(part.Data) >= 0
            : item.TryInteger(out _) ? data.AsSpan().Contains(Byte(item))
            : throw PyError.Type($"a bytes-like object is required, not '{item.TypeName}'");
    }

    private static byte Byte(in Value value) => Coerce.Index(value) is >= 0 and < 256 and var whole ? (byte)whole : throw PyError.Value("bytes must be in range(0, 256)");

    private static Operation Shared(string name, Operation body)
    {
        var takesNumber = name is "find" or "rfind" or "index" or "rindex" or "count";
        var byLines = name == "splitlines";
        return (RenderState state, in Value self, in Arguments arguments) =>
        {
            var data = ((PyBytes)self.Ref!).Data;
            state.ChargeText(data.Length);
            Value[] positional = [.. arguments.Positional.Select((value, index) => takesNumber && index == 0 && value.TryInteger(out _)
                ? Value.Of(StandIn([Byte(value)], byLines)) : Masked(state, value, byLines, name == "join"))];
            return Unmasked(body(state, Value.Of(StandIn(data, byLines)), new Arguments(positional, arguments.Names, [.. arguments.Named.Select(value => Masked(state, value, byLines, false))])));
        };
    }

    private static string StandIn(byte[] data, bool byLines) => string.Create(data.Length, (data, byLines), static (text, from) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            var one = from.data[i];
            text[i] = one >= 0x80 || one is >= 0x1c and <= 0x1f || (from.byLines && one is 0x0b or 0x0c) ? (char)(Private + one) : (char)one;
        }
    });

    private static Value Masked(RenderState state, in Value value, bool byLines, bool joins) => value.Ref switch
    {
        PyBytes { Data.Length: > 0 } when joins => throw PyError.Type("sequence item 0: expected a bytes-like object, int found"),
        PyBytes bytes => Value.Of(StandIn(bytes.Data, byLines)),
        string or PyText => throw PyError.Type("a bytes-like object is required, not 'str'"),
        PyTuple tuple => Value.Of(new PyTuple([.. tuple.Items.Select(item => Masked(state, item, byLines, false))])),
        _ when joins => Value.Of(new PyList(Sequences.ToList(state, value).ConvertAll(item => Masked(state, item, byLines, false)))),
        _ => value,
    };

    private static Value Unmasked(in Value value) => value.Ref switch
    {
        string or PyText => Value.Of(new PyBytes([.. value.Text.Select(letter => (byte)letter)])),
        PyList list => Value.Of(new PyList(list.Items.ConvertAll(item => Unmasked(item)))),
        PyTuple tuple => Value.Of(new PyTuple([.. tuple.Items.Select(item => Unmasked(item))])),
        _ => value,
    };

    private static Value Hex(RenderState state, in Value self, in Arguments arguments)
    {
        var bound = s_hex.Bind(arguments);
        var data = ((PyBytes)self.Ref!).Data;
        state.ChargeText(data.Length * 3L);
        var digits = Convert.ToHexStringLower(data);
        if (bound[0].IsMissing)
        {
            return Value.Of(digits);
        }

        var size = Coerce.Clamp(Coerce.IndexOr(bound[1], 1));
        if (Sequences.Length(state, bound[0]) != 1)
        {
            throw PyError.Value("sep must be length 1.");
        }

        var separator = bound[0].Ref is PyBytes bytes ? StandIn(bytes.Data, false) : bound[0].TryText(out var text) ? text : throw PyError.Type("sep must be str or bytes.");
        if (separator[0] > 0x7f)
        {
            throw PyError.Value("sep must be ASCII.");
        }

        // Groups are counted from the right, or from the left when the size is negative.
        var group = Math.Abs((long)size);
        var result = new System.Text.StringBuilder(digits.Length * 2);
        for (var i = 0; i < data.Length; i++)
        {
            if (i > 0 && size != 0 && (size > 0 ? data.Length - i : i) % group == 0)
            {
                result.Append(separator);
            }

            result.Append(digits, i * 2, 2);
        }

        return Value.Of(result.ToString());
    }

    private static Value FromHex(RenderState state, in Value self, in Arguments arguments)
    {
        var given = s_fromHex.Bind(arguments)[0];
        var text = given.TryText(out var whole) ? whole : throw PyError.Type($"fromhex() argument must be str, not {given.TypeName}");
        var data = new List<byte>(text.Length / 2);
        for (var i = 0; i < text.Length; i += 2)
        {
            while (i < text.Length && text[i] is ' ' or >= '\t' and <= '\r')
            {
                i++;
            }

            if (i == text.Length)
            {
                break;
            }

            if (i + 1 == text.Length || !char.IsAsciiHexDigit(text[i]) || !char.IsAsciiHexDigit(text[i + 1]))
            {
                throw PyError.Value($"non-hexadecimal number found in fromhex() arg at position {i}");
            }

            data.Add(Convert.ToByte(text.Substring(i, 2), 16));
        }

        return Value.Of(new PyBytes([.. data]));
    }
}
