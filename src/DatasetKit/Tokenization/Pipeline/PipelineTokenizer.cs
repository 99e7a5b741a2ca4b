using System.Buffers;
using System.Text;
using System.Text.Unicode;
using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>A tokenizer made of parts: every one that is embedded or comes from a file.</summary>
internal sealed partial class PipelineTokenizer : Tokenizer
{
    private const int StackBytes = 1024;
    private const int MaxBytesPerChar = 3;
    // Room for a part of a text, also of one that is all Chinese: always the same, so that what the pool has is taken again.
    private const int PartBytes = 1 << 16;

    private readonly Lazy<TokenizerPipeline> _pipeline;
    private readonly Lazy<TokenNames> _names;
    private readonly WorkerPool _idle = new();
    private Tokenizer? _other;
    private IReadOnlyList<TokenizerDetail>? _details;

    /// <summary>Names the tokenizer; nothing is loaded before it is used.</summary>
    internal PipelineTokenizer(string name, bool findsSpecialTokens, Lazy<TokenizerPipeline> pipeline)
    {
        Name = name;
        FindsSpecialTokens = findsSpecialTokens;
        _pipeline = pipeline;
        _names = new(() => new TokenNames(_pipeline.Value, Name));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override bool FindsSpecialTokens { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<TokenizerDetail> Details => _details ??= Pipeline.Details();

    private TokenizerPipeline Pipeline => _pipeline.Value;

    /// <inheritdoc/>
    public override Tokenizer FindSpecialTokens(bool find) => find == FindsSpecialTokens
        ? this
        : _other ??= new PipelineTokenizer(Name, find, new(() => Pipeline.WithSpecialTokens(find))) { _other = this };

    /// <inheritdoc/>
    public override IReadOnlyList<int> AddSpecialTokens(IReadOnlyList<int> ids, IReadOnlyList<int>? pair = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Pipeline.PostProcessor is { } post ? post.Apply(ids, pair) : base.AddSpecialTokens(ids, pair);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> EncodeToIds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        PipelineWorker worker = Rent(OutputKind.Ids);
        try
        {
            Run(worker, text);
            return worker.Output.Ids.ToArray();
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> EncodeToIdsUtf8(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return EncodeToIds(Utf8Text.Show(utf8));
        }

        PipelineWorker worker = Rent(OutputKind.Ids);
        try
        {
            worker.Run(utf8);
            return worker.Output.Ids.ToArray();
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<EncodedToken> EncodeToTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        Utf8.FromUtf16(text, utf8, out _, out _);
        int[] places = new int[utf8.Length + 1];
        for (int at = 0, chars = 0; at < utf8.Length;)
        {
            int size = Utf8Steps.SizeAt(utf8, at);
            places.AsSpan(at, size).Fill(chars);
            chars += size == 4 ? 2 : 1;
            at += size;
            places[at] = chars;
        }

        return Tokens(utf8, places);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<EncodedToken> EncodeToTokensUtf8(ReadOnlySpan<byte> utf8) =>
        Utf8.IsValid(utf8) ? Tokens(utf8, null) : base.EncodeToTokensUtf8(utf8);

    /// <inheritdoc/>
    public override string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return _names.Value.Decode(ids);
    }

    private EncodedToken[] Tokens(ReadOnlySpan<byte> utf8, int[]? places)
    {
        PipelineWorker worker = Rent(OutputKind.Places);
        try
        {
            worker.Run(utf8);
            var tokens = new EncodedToken[worker.Output.Count];
            for (int i = 0; i < tokens.Length; i++)
            {
                int id = worker.Output.Ids[i];
                (int start, int end) = Whole(utf8, worker.Output.PlaceOf(i));
                tokens[i] = new EncodedToken(id, _names.Value.Spell(id), places is null ? start..end : places[start]..places[end]);
            }

            return tokens;
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    /// <summary>The characters that some bytes belong to.</summary>
    private static (int Start, int End) Whole(ReadOnlySpan<byte> utf8, (int Start, int End) place)
    {
        (int start, int end) = place;
        while (!Utf8Steps.IsBoundary(utf8, start))
        {
            start--;
        }

        while (!Utf8Steps.IsBoundary(utf8, end))
        {
            end++;
        }

        return (start, end);
    }

    private PipelineWorker Rent(OutputKind kind)
    {
        PipelineWorker worker = _idle.Take() ?? new PipelineWorker(Pipeline, Name);
        worker.Output.Reset(kind);
        return worker;
    }

    private static void Run(PipelineWorker worker, ReadOnlySpan<char> text)
    {
        byte[]? rented = null;
        Span<byte> utf8 = text.Length <= StackBytes / MaxBytesPerChar
            ? stackalloc byte[StackBytes]
            : rented = ArrayPool<byte>.Shared.Rent(text.Length <= PartBytes / MaxBytesPerChar ? PartBytes : Encoding.UTF8.GetByteCount(text));
        try
        {
            Utf8.FromUtf16(text, utf8, out _, out int written);
            worker.Run(utf8[..written]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }
}
