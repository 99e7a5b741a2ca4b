using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace DatasetKit.IO;

/// <summary>Gathers small writes into blocks, lets large ones through, and counts what reaches the file.</summary>
internal sealed class OutputSink(IFileSystem files, SafeFileHandle file, bool hash) : WriteOnlyStream
{
    /// <summary>Below the size at which arrays get a heap of their own, above which larger blocks gain nothing.</summary>
    private const int BlockSize = 64 * 1024;

    private readonly byte[] _block = GC.AllocateUninitializedArray<byte>(BlockSize);
    private readonly IncrementalHash? _hash = hash ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    private int _held;
    private long _written;
    private bool _discarding;

    /// <summary>The bytes that the file has or will have.</summary>
    public override long Length => _written + _held;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length <= BlockSize - _held)
        {
            buffer.CopyTo(_block.AsSpan(_held));
            _held += buffer.Length;
            return;
        }

        Flush();
        if (buffer.Length >= BlockSize)
        {
            WriteThrough(buffer);
            return;
        }

        buffer.CopyTo(_block);
        _held = buffer.Length;
    }

    public override void Flush()
    {
        int count = _held;
        _held = 0;
        WriteThrough(_block.AsSpan(0, count));
    }

    /// <summary>From now on nothing is written: the output is given up.</summary>
    public void Discard() => _discarding = true;

    /// <summary>The SHA-256 of all bytes, if it was asked for.</summary>
    public byte[]? HashAndReset() => _hash?.GetHashAndReset();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void WriteThrough(ReadOnlySpan<byte> bytes)
    {
        if (_discarding || bytes.IsEmpty)
        {
            return;
        }

        files.Write(file, bytes, _written);
        _hash?.AppendData(bytes);
        _written += bytes.Length;
    }
}
