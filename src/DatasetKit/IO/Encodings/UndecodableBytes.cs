using System.Text;

namespace DatasetKit.IO;

/// <summary>Puts a noncharacter where bytes could not be decoded, and remembers each time.</summary>
/// <param name="lengths">Receives how many bytes each was.</param>
internal sealed class UndecodableBytes(Queue<int> lengths) : DecoderFallback
{
    /// <summary>No text holds it: a noncharacter that is not even the well-known U+FFFF. Three bytes in UTF-8, like U+FFFD.</summary>
    public const char Sentinel = '\uFDD5';

    public override int MaxCharCount => 1;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(lengths);

    private sealed class Buffer(Queue<int> lengths) : DecoderFallbackBuffer
    {
        private int _remaining;

        public override int Remaining => _remaining;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            lengths.Enqueue(bytesUnknown.Length);
            _remaining = 1;
            return true;
        }

        public override char GetNextChar()
        {
            if (_remaining == 0)
            {
                return '\0';
            }

            _remaining--;
            return Sentinel;
        }

        public override bool MovePrevious()
        {
            if (_remaining == 1)
            {
                return false;
            }

            _remaining = 1;
            return true;
        }

        public override void Reset() => _remaining = 0;
    }
}
