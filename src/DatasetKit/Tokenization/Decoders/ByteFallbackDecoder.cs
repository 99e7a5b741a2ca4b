using System.Globalization;
using System.Text.Unicode;
using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary><c>ByteFallback</c>: <c>&lt;0x0A&gt;</c> becomes its byte, and bytes that make no text become U+FFFD each.</summary>
internal sealed class ByteFallbackDecoder : Decoder
{
    /// <inheritdoc/>
    internal override string Description => "ByteFallback";

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens)
    {
        var decoded = new List<string>(tokens.Count);
        var bytes = new List<byte>();
        foreach (string token in tokens)
        {
            if (token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) && token[5] == '>'
                && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                bytes.Add(value);
                continue;
            }

            Flush(bytes, decoded);
            decoded.Add(token);
        }

        Flush(bytes, decoded);
        return decoded;
    }

    private static void Flush(List<byte> bytes, List<string> decoded)
    {
        if (bytes.Count == 0)
        {
            return;
        }

        byte[] all = [.. bytes];
        bytes.Clear();
        if (Utf8.IsValid(all))
        {
            decoded.Add(Utf8Text.Show(all));
        }
        else
        {
            decoded.AddRange(all.Select(_ => "\uFFFD"));
        }
    }
}
