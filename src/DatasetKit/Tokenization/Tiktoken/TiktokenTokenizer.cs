using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Unicode;
using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>A tokenizer of the tiktoken family: a scanner cuts the text, and each piece that is no token itself is merged from its bytes.</summary>
/// <typeparam name="TScanner">The family's pattern.</typeparam>
internal sealed class TiktokenTokenizer<TScanner> : Tokenizer
    where TScanner : struct, IPieceScanner
{
    private const int StackBytes = 1024;
    private const int MaxBytesPerChar = 3;

    private readonly Lazy<RankTable> _ranks;
    private readonly ConcurrentBag<PieceEncoder> _idle = [];
    private readonly IReadOnlyDictionary<int, string> _specialTokens;

    /// <summary>Names the tokenizer; nothing is loaded before it is used.</summary>
    /// <param name="name">The name of the encoding, and of the file with its ranks.</param>
    /// <param name="specialTokens">Tokens that are never found in text, only decoded.</param>
    internal TiktokenTokenizer(string name, IReadOnlyDictionary<int, string> specialTokens)
    {
        Name = name;
        _specialTokens = specialTokens;
        _ranks = new(() => new RankTable(PackedResource.Load(name)));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int CountTokens(ReadOnlySpan<char> text)
    {
        var counter = new TokenCounter();
        Run(text, ref counter);
        return counter.Count;
    }

    /// <inheritdoc/>
    public override int CountTokensUtf8(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return CountTokens(Utf8Text.Show(utf8));
        }

        var counter = new TokenCounter();
        Run(utf8, ref counter);
        return counter.Count;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> EncodeToIds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>(text.Length / 4 + 1);
        var collector = new TokenCollector(ids);
        Run(text, ref collector);
        return ids;
    }

    /// <inheritdoc/>
    public override string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        RankTable ranks = _ranks.Value;
        var bytes = new ArrayBufferWriter<byte>();
        foreach (int id in ids)
        {
            if ((uint)id < (uint)ranks.Count)
            {
                bytes.Write(ranks.BytesOf(id));
            }
            else if (_specialTokens.TryGetValue(id, out string? special))
            {
                Encoding.UTF8.GetBytes(special, bytes);
            }
            else
            {
                throw new TokenizerException(
                    $"{id} is no token id of {Name}; its ids run from 0 to {ranks.Count - 1}, and special tokens are {string.Join(", ", _specialTokens.Keys)}. Was the text encoded with another tokenizer?");
            }
        }

        return Utf8Text.Show(bytes.WrittenSpan);
    }

    private void Run<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        byte[]? rented = null;
        Span<byte> utf8 = text.Length <= StackBytes / MaxBytesPerChar
            ? stackalloc byte[StackBytes]
            : rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        try
        {
            Utf8.FromUtf16(text, utf8, out _, out int written);
            Run(utf8[..written], ref sink);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private void Run<TSink>(ReadOnlySpan<byte> utf8, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        if (!_idle.TryTake(out PieceEncoder? encoder))
        {
            encoder = new PieceEncoder(_ranks.Value);
        }

        for (int start = 0, end; start < utf8.Length; start = end)
        {
            end = TScanner.Next(utf8, start);
            encoder.Encode(utf8[start..], end - start, ref sink);
        }

        _idle.Add(encoder);
    }
}
