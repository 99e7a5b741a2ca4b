namespace DatasetKit.Tokenization;

/// <summary>Sends texts through a pipeline. One a thread, with everything that changes on the way.</summary>
/// <param name="pipeline">The parts.</param>
/// <param name="name">The name of the tokenizer, for faults: of a file, its path.</param>
internal sealed class PipelineWorker(TokenizerPipeline pipeline, string name)
{
    private readonly PieceEncoder _encoder = pipeline.Model.CreateEncoder();
    // What stands first in the text need not be what stood first in the original: a normalizer may have taken that away.
    private readonly PieceList _pieces = new()
    {
        KeepsOrigins = pipeline.PreTokenizer is { LooksAtOrigins: true } && (pipeline.Normalizer is not null || pipeline.PreTokenizer is PreTokenizerSequence),
    };
    private readonly Scanner? _scanner = pipeline.PreTokenizer?.Scanner;

    /// <summary>What came out.</summary>
    internal TokenOutput Output { get; } = new();

    /// <summary>Encodes a text, behind what is in <see cref="Output"/> already.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    /// <exception cref="TokenizerException">The tokenizer's file cannot take this text: a pattern explodes on it, or it has no token for a character.</exception>
    internal void Run(ReadOnlySpan<byte> utf8)
    {
        try
        {
            RunWhole(utf8);
        }
        catch (FaultyFileException fault)
        {
            throw fault.Of(name);
        }
    }

    private void RunWhole(ReadOnlySpan<byte> utf8)
    {
        if (pipeline.Finder is not { } finder)
        {
            RunPart(utf8, 0);
            return;
        }

        int position = 0, resume = 0, taken = 0;
        while (finder.Next(utf8, ref resume, ref taken, out int start, out int end) is { } token)
        {
            if (position < start)
            {
                RunPart(utf8[position..start], position);
            }

            Output.AddAt(token.Id, start, end);
            position = end;
        }

        if (position < utf8.Length)
        {
            RunPart(utf8[position..], position);
        }
    }

    /// <summary>Encodes text in which no added token is to be found before it is normalized.</summary>
    private void RunPart(ReadOnlySpan<byte> utf8, int position)
    {
        if (utf8.IsEmpty)
        {
            return;
        }

        bool isDirect = pipeline.NormalizedFinder is null && (_scanner is not null || pipeline.PreTokenizer is null);
        if (isDirect && (pipeline.Normalizer is null || pipeline.Normalizer.Keeps(utf8)))
        {
            Output.Map(null, null, position);
            Encode(utf8);
            return;
        }

        _pieces.IsFirst = position == 0;
        _pieces.Text.Clear(Output.WantsPlaces || _pieces.KeepsOrigins);
        _pieces.Allow("normalizer", utf8.Length);
        _pieces.Text.AppendOriginal(utf8, position);
        pipeline.Normalizer?.Apply(_pieces);
        if (pipeline.NormalizedFinder is null)
        {
            RunNormalized(0, _pieces.Text.Length);
            return;
        }

        RunNormalizedParts(pipeline.NormalizedFinder);
    }

    private void RunNormalizedParts(AddedTokenFinder finder)
    {
        // Pre-tokenizers write the text anew, so all parts are found before the first of them is cut.
        List<(int Start, int End, int Id)> parts = _parts ??= [];
        parts.Clear();
        ReadOnlySpan<byte> text = _pieces.Text.Span;
        int position = 0, resume = 0, taken = 0;
        while (finder.Next(text, ref resume, ref taken, out int start, out int end) is { } token)
        {
            parts.Add((position, start, -1));
            parts.Add((start, end, token.Id));
            position = end;
        }

        parts.Add((position, text.Length, -1));
        if (parts.Count == 1)
        {
            RunNormalized(0, text.Length);
            return;
        }

        _kept.Clear(Output.WantsPlaces || _pieces.KeepsOrigins);
        _kept.Append(_pieces.Text, 0, text.Length);
        bool isFirst = _pieces.IsFirst;
        foreach ((int start, int end, int id) in parts)
        {
            if (id >= 0)
            {
                Output.AddAt(id, _kept.From is { } from && start < end ? from[start] : 0, _kept.To is { } to && start < end ? to[end - 1] : 0);
            }
            else if (start < end)
            {
                _pieces.IsFirst = isFirst && start == 0;
                _pieces.Text.Clear(Output.WantsPlaces || _pieces.KeepsOrigins);
                _pieces.Text.Append(_kept, start, end);
                RunNormalized(0, end - start);
            }
        }
    }

    private List<(int Start, int End, int Id)>? _parts;
    private readonly TextBuffer _kept = new();

    private void RunNormalized(int start, int end)
    {
        if (start == end)
        {
            return;
        }

        if (_scanner is not null || pipeline.PreTokenizer is null)
        {
            MapPlaces(start);
            Encode(_pieces.Text.Span[start..end]);
            return;
        }

        _pieces.Allow("pre_tokenizer", _pieces.Text.Length);
        _pieces.Begin(start, end);
        pipeline.PreTokenizer.Apply(_pieces);
        MapPlaces(0);
        ReadOnlySpan<byte> text = _pieces.Text.Span;
        for (int i = 0; i < _pieces.Count; i++)
        {
            (int from, int to) = _pieces[i];
            Output.MoveTo(from);
            _encoder.Encode(text[from..], to - from, Output);
        }
    }

    private void MapPlaces(int position)
    {
        bool wants = Output.WantsPlaces;
        Output.Map(wants ? _pieces.Text.From : null, wants ? _pieces.Text.To : null, position);
    }

    private void Encode(ReadOnlySpan<byte> text)
    {
        if (_scanner is not null)
        {
            _scanner.Encode(text, _encoder, Output);
        }
        else
        {
            _encoder.Encode(text, text.Length, Output);
        }
    }
}
