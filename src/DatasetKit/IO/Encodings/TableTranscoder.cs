using System.Text;

namespace DatasetKit.IO;

/// <summary>
/// Any other encoding that the base class library knows, fed one byte at a time. Where ASCII means itself, stretches of it are taken as they are, and of bytes
/// that make no character only the first is given up: the ones behind it may be a line end, or a quote, and stay one.
/// </summary>
internal sealed class TableTranscoder : Transcoder
{
    private readonly UndecodableBytes _undecodable = new();
    private readonly Decoder _decoder;
    private readonly bool _isAscii;
    private readonly char[] _chars = new char[Slack / 4];

    public TableTranscoder(int codePage)
    {
        var encoding = Encoding.GetEncoding(codePage, EncoderFallback.ReplacementFallback, _undecodable);
        _decoder = encoding.GetDecoder();
        _isAscii = MeansAscii(encoding);
    }

    public override Piece Next(ReadOnlySpan<byte> source, bool ended, Span<byte> utf8, int most)
    {
        if (_isAscii)
        {
            var run = source.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            run = Math.Min(run < 0 ? source.Length : run, most);
            if (run > 0)
            {
                source[..run].CopyTo(utf8);
                return new Piece(run, run, IsBad: false);
            }
        }

        for (var i = 0; i < source.Length; i++)
        {
            var made = _decoder.GetChars(source.Slice(i, 1), _chars, flush: false);
            if (made > 0 || _undecodable.Met)
            {
                return Put(made, i + 1, utf8);
            }
        }

        if (ended)
        {
            return Put(_decoder.GetChars([], _chars, flush: true), source.Length, utf8);
        }

        if (!_isAscii)
        {
            return new Piece(source.Length, 0, IsBad: false);
        }

        _decoder.Reset();
        return default;
    }

    private Piece Put(int made, int bytes, Span<byte> utf8)
    {
        var isBad = _undecodable.Met;
        _undecodable.Met = false;
        if (isBad && _isAscii)
        {
            _decoder.Reset();
            return new Piece(1, Rune.ReplacementChar.EncodeToUtf8(utf8), IsBad: true);
        }

        var written = isBad ? Rune.ReplacementChar.EncodeToUtf8(utf8) : 0;
        foreach (var rune in _chars.AsSpan(0, made).EnumerateRunes())
        {
            written += rune.EncodeToUtf8(utf8[written..]);
        }

        return new Piece(bytes, written, isBad);
    }

    /// <summary>Not so in EBCDIC, nor where an ASCII byte changes what follows.</summary>
    private static bool MeansAscii(Encoding encoding)
    {
        const int Iso2022First = 50220, Iso2022Last = 50229, Hz = 52936, Utf7 = 65000;
        if (encoding.CodePage is (>= Iso2022First and <= Iso2022Last) or Hz or Utf7)
        {
            return false;
        }

        Span<byte> ascii = stackalloc byte[0x80];
        for (var i = 0; i < ascii.Length; i++)
        {
            ascii[i] = (byte)i;
        }

        var text = new char[encoding.GetMaxCharCount(ascii.Length)];
        return encoding.GetChars(ascii, text) == ascii.Length && text.AsSpan(0, ascii.Length).SequenceEqual(Encoding.Latin1.GetChars(ascii.ToArray()));
    }

    /// <summary>Puts nothing where bytes could not be decoded, and remembers it.</summary>
    private sealed class UndecodableBytes : DecoderFallback
    {
        public bool Met { get; set; }

        public override int MaxCharCount => 0;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

        private sealed class Buffer(UndecodableBytes met) : DecoderFallbackBuffer
        {
            public override int Remaining => 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                met.Met = true;
                return false;
            }

            public override char GetNextChar() => '\0';

            public override bool MovePrevious() => false;
        }
    }
}
