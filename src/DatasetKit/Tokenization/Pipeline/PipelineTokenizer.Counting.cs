using System.Text;
using System.Text.Unicode;
using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

internal sealed partial class PipelineTokenizer
{
    /// <inheritdoc/>
    public override int CountTokens(ReadOnlySpan<char> text)
    {
        PipelineWorker worker = Rent(OutputKind.Count);
        try
        {
            return Count(worker, text, int.MaxValue);
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    /// <inheritdoc/>
    public override int CountTokensUtf8(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return CountTokens(Utf8Text.Show(utf8));
        }

        PipelineWorker worker = Rent(OutputKind.Count);
        try
        {
            worker.Run(utf8);
            return worker.Output.Count;
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    /// <inheritdoc/>
    public override bool FitsBudget(ReadOnlySpan<char> text, int maxTokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokenCount);
        if (Pipeline.HasAtMostOneTokenPerByte && (long)text.Length * MaxBytesPerChar <= maxTokenCount)
        {
            return true;
        }

        PipelineWorker worker = Rent(OutputKind.Count);
        try
        {
            return Count(worker, text, maxTokenCount) <= maxTokenCount;
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    /// <inheritdoc/>
    public override bool FitsBudgetUtf8(ReadOnlySpan<byte> utf8, int maxTokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokenCount);
        // A byte that is not UTF-8 counts as U+FFFD, which has three.
        if (Pipeline.HasAtMostOneTokenPerByte && (long)utf8.Length * MaxBytesPerChar <= maxTokenCount)
        {
            return true;
        }

        PipelineWorker worker = Rent(OutputKind.Count);
        try
        {
            for (int start = 0, end; start < utf8.Length; start = end)
            {
                end = Pipeline.AllowsCuts ? TextParts.EndOf(utf8, start, TextParts.Short, Pipeline.JointCuts) : utf8.Length;
                ReadOnlySpan<byte> part = utf8[start..end];
                if (Utf8.IsValid(part))
                {
                    worker.Run(part);
                }
                else
                {
                    Run(worker, Utf8Text.Show(part));
                }

                if (worker.Output.Count > maxTokenCount)
                {
                    return false;
                }

                if (Fits(worker, (long)(utf8.Length - end) * MaxBytesPerChar, maxTokenCount))
                {
                    return true;
                }
            }

            return true;
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    /// <inheritdoc/>
    public override int GetIndexByTokenCount(ReadOnlySpan<char> text, int maxTokenCount, out int tokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokenCount);
        PipelineWorker worker = Rent(OutputKind.Count);
        try
        {
            int before = 0, length = TextParts.Short;
            for (int start = 0, end; start < text.Length; start = end)
            {
                end = EndOfPart(text, start, length);
                Run(worker, text[start..end]);
                if (worker.Output.Count > maxTokenCount)
                {
                    if (end - start > TextParts.Least && length > TextParts.Least)
                    {
                        worker.Output.CutTo(before);
                        (end, length) = (start, TextParts.Least);
                        continue;
                    }

                    int place = IndexWithin(worker, text[start..end], maxTokenCount - before, fromEnd: false, out int within);
                    tokenCount = before + within;
                    return start + place;
                }

                before = worker.Output.Count;
            }

            tokenCount = before;
            return text.Length;
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    /// <inheritdoc/>
    public override int GetIndexByTokenCountFromEnd(ReadOnlySpan<char> text, int maxTokenCount, out int tokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokenCount);
        PipelineWorker worker = Rent(OutputKind.Count);
        try
        {
            int behind = 0, length = TextParts.Short;
            for (int end = text.Length, start; end > 0; end = start)
            {
                start = Pipeline.AllowsCuts ? TextParts.StartOf(text, end, length, Pipeline.JointCuts) : 0;
                Run(worker, text[start..end]);
                if (worker.Output.Count > maxTokenCount)
                {
                    if (end - start > TextParts.Least && length > TextParts.Least)
                    {
                        worker.Output.CutTo(behind);
                        (start, length) = (end, TextParts.Least);
                        continue;
                    }

                    int place = IndexWithin(worker, text[start..end], maxTokenCount - behind, fromEnd: true, out int within);
                    tokenCount = behind + within;
                    return start + place;
                }

                behind = worker.Output.Count;
            }

            tokenCount = behind;
            return 0;
        }
        finally
        {
            _idle.Add(worker);
        }
    }

    /// <summary>Counts on until the whole is counted or more than a budget.</summary>
    private int Count(PipelineWorker worker, ReadOnlySpan<char> text, int budget)
    {
        int length = budget == int.MaxValue ? TextParts.Long : TextParts.Short;
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = EndOfPart(text, start, length);
            Run(worker, text[start..end]);
            if (worker.Output.Count > budget || budget < int.MaxValue && Fits(worker, (long)(text.Length - end) * MaxBytesPerChar, budget))
            {
                break;
            }
        }

        return worker.Output.Count;
    }

    private bool Fits(PipelineWorker worker, long bytesLeft, int budget) =>
        Pipeline.HasAtMostOneTokenPerByte && worker.Output.Count + bytesLeft <= budget;

    private int EndOfPart(ReadOnlySpan<char> text, int start, int length) =>
        text.Length - start > length && Pipeline.AllowsCuts ? TextParts.EndOf(text, start, length, Pipeline.JointCuts) : text.Length;

    /// <summary>The last place in a part before which no more than so many of its tokens stand, or the first behind which none more do.</summary>
    private static int IndexWithin(PipelineWorker worker, ReadOnlySpan<char> part, int max, bool fromEnd, out int count)
    {
        byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(part)];
        Utf8.FromUtf16(part, utf8, out _, out _);
        TokenOutput output = worker.Output;
        output.Reset(OutputKind.Places);
        worker.Run(utf8);
        int cut = fromEnd ? output.Count - max : max;
        while (cut > 0 && cut < output.Count && !IsCut(output, utf8, cut))
        {
            cut += fromEnd ? 1 : -1;
        }

        count = fromEnd ? output.Count - cut : cut;
        int place = cut == 0 ? 0
            : cut == output.Count ? utf8.Length
            : fromEnd ? output.PlaceOf(cut).Start
            : output.PlaceOf(cut - 1).End;
        return Encoding.UTF8.GetCharCount(utf8.AsSpan(0, place));
    }

    private static bool IsCut(TokenOutput output, ReadOnlySpan<byte> utf8, int cut) =>
        output.PlaceOf(cut - 1).End <= output.PlaceOf(cut).Start
        && Utf8Steps.IsBoundary(utf8, output.PlaceOf(cut - 1).End)
        && Utf8Steps.IsBoundary(utf8, output.PlaceOf(cut).Start);
}
