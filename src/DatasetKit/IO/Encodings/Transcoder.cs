using System.Text;

namespace DatasetKit.IO;

/// <summary>
/// Bytes of another encoding to UTF-8, piece by piece, so that the same bytes always fall into the same pieces: however they arrive, whoever
/// decodes them, and however often. The decoders of the base class library do not promise that where bytes are wrong.
/// </summary>
internal abstract class Transcoder
{
    /// <summary>Room that is needed behind the bytes that are asked for.</summary>
    public const int Slack = 64;

    /// <summary>A transcoder at the beginning of a text.</summary>
    public static Transcoder Of(Encoding encoding) => encoding.CodePage switch
    {
        1200 => new Utf16Transcoder(isBigEndian: false),
        1201 => new Utf16Transcoder(isBigEndian: true),
        12000 => new Utf32Transcoder(isBigEndian: false),
        12001 => new Utf32Transcoder(isBigEndian: true),
        _ => new TableTranscoder(encoding.CodePage),
    };

    /// <summary>The next characters, or the next bytes that are none: those come alone, as U+FFFD and what could be made of their rest.</summary>
    /// <param name="source">What comes next.</param>
    /// <param name="ended">Whether nothing comes behind it.</param>
    /// <param name="utf8">Receives the text: so many bytes as are asked for and <see cref="Slack"/>.</param>
    /// <param name="most">No character is begun behind so many bytes of text.</param>
    /// <returns>Nothing at all when more bytes are needed.</returns>
    public abstract Piece Next(ReadOnlySpan<byte> source, bool ended, Span<byte> utf8, int most);

    /// <param name="Bytes">Bytes of the source that are done with.</param>
    /// <param name="Utf8">Bytes of text that they made.</param>
    /// <param name="IsBad">Whether they could not be decoded.</param>
    internal readonly record struct Piece(int Bytes, int Utf8, bool IsBad);
}
