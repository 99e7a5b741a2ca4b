using System.Buffers;

namespace DatasetKit.Templates.Jinja;

/// <summary>
/// The one buffer of a render. The output grows at its end; a text that is still being built (a macro's body, a join) stands
/// behind the output and is cut off when it is done. The origins of the characters are kept only when asked for.
/// </summary>
internal sealed class TextBuffer : IDisposable
{
    private readonly int _limit;
    private Run[]? _runs;
    private int _runCount;
    private Run[]? _lastRuns;
    private int _lastIndex;
    private int _lastStart;
    private char[] _chars = ArrayPool<char>.Shared.Rent(4096);

    public TextBuffer(int limit, bool traced)
    {
        _limit = limit;
        _runs = traced ? ArrayPool<Run>.Shared.Rent(256) : null;
    }

    public int Length { get; private set; }

    /// <summary>The origin of what the template itself prints now, as <see cref="Run.Source"/> says.</summary>
    public int LiteralSource { get; set; }

    public ReadOnlySpan<char> Written => _chars.AsSpan(0, Length);

    /// <summary>A copy of the origins of all that is written; null when they are not kept.</summary>
    public Run[]? Runs => _runs?[.._runCount];

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return;
        }

        text.CopyTo(Reserve(text.Length));
        Advance(text.Length, LiteralSource, 0);
    }

    public void Append(char value)
    {
        Reserve(1)[0] = value;
        Advance(1, LiteralSource, 0);
    }

    public void Append(in Value text)
    {
        if (text.Ref is string plain)
        {
            Append(plain);
        }
        else
        {
            var traced = (PyText)text.Ref!;
            Append(traced.Text, traced.Runs, 0, traced.Text.Length);
        }
    }

    /// <summary>Appends a part of a text with its origins.</summary>
    public void Append(string text, Run[]? runs, int start, int length)
    {
        if (_runs is null || runs is null)
        {
            Append(text.AsSpan(start, length));
            return;
        }

        if (length == 0)
        {
            return;
        }

        text.AsSpan(start, length).CopyTo(Reserve(length));
        var at = Seek(runs, start, out var i);
        for (; length > 0; at += runs[i++].Length)
        {
            var skip = start - at;
            var take = Math.Min(runs[i].Length - skip, length);
            var part = RunList.Part(runs[i], skip, take);
            Advance(take, part.Source, part.Offset);
            start += take;
            length -= take;
        }
    }

    /// <summary>Appends characters that stand for one stretch of a text, such as an escape for the character it escapes.</summary>
    public void AppendFor(ReadOnlySpan<char> text, Run[]? runs, int at)
    {
        if (_runs is null || runs is null || text.Length == 0)
        {
            Append(text);
            return;
        }

        var start = Seek(runs, at, out var index);
        text.CopyTo(Reserve(text.Length));
        Advance(text.Length, runs[index].Source, runs[index].Source > 0 ? runs[index].Offset + at - start : 0);
    }

    /// <summary>
    /// The run that holds a character, and where it begins. Whoever appends a text piece by piece goes forward, so the search goes on
    /// from where it was last.
    /// </summary>
    private int Seek(Run[] runs, int at, out int index)
    {
        if (!ReferenceEquals(runs, _lastRuns) || at < _lastStart)
        {
            (_lastRuns, _lastIndex, _lastStart) = (runs, 0, 0);
        }

        while (_lastStart + runs[_lastIndex].Length <= at)
        {
            _lastStart += runs[_lastIndex++].Length;
        }

        index = _lastIndex;
        return _lastStart;
    }

    public void Fill(char value, int count)
    {
        Reserve(count)[..count].Fill(value);
        Advance(count, LiteralSource, 0);
    }

    /// <summary>Room to write a number into; say with <see cref="Wrote"/> how much was written.</summary>
    public Span<char> Reserve(int count)
    {
        if (count > _limit - Length)
        {
            throw new PyError(ErrorClass.LimitExceeded, $"the text grows beyond {_limit} characters");
        }

        if (Length + count > _chars.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(Length + count, _chars.Length * 2));
            Written.CopyTo(larger);
            ArrayPool<char>.Shared.Return(_chars);
            _chars = larger;
        }

        return _chars.AsSpan(Length);
    }

    public void Wrote(int count) => Advance(count, LiteralSource, 0);

    /// <summary>Takes away what was written since a mark.</summary>
    public string Cut(int mark)
    {
        var text = new string(_chars, mark, Length - mark);
        Length = mark;
        return text;
    }

    /// <summary>Throws away what was written since a mark, and its origins.</summary>
    public void Drop(int mark)
    {
        DropRuns(mark);
        Length = mark;
    }

    /// <summary>Takes away the origins of what was written since a mark; call it before <see cref="Cut"/>.</summary>
    public Run[]? CutRuns(int mark)
    {
        if (_runs is null || Length == mark)
        {
            return null;
        }

        var at = Length;
        var first = _runCount;
        while (at > mark)
        {
            at -= _runs[--first].Length;
        }

        var cut = _runs[first.._runCount];
        _runCount = first;
        if (at < mark)
        {
            Add(RunList.Part(cut[0], 0, mark - at));
            cut[0] = RunList.Part(cut[0], mark - at, cut[0].Length - (mark - at));
        }

        return cut;
    }

    /// <summary>Forgets the origin of everything from a place on.</summary>
    public void Disown(int start)
    {
        if (_runs is not null && start < Length)
        {
            DropRuns(start);
            Add(new Run(Length - start, 0, 0));
        }
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        _chars = [];
        if (_runs is not null)
        {
            ArrayPool<Run>.Shared.Return(_runs);
            _runs = null;
        }
    }

    private void Advance(int count, int source, int offset)
    {
        Length += count;
        if (_runs is null)
        {
            return;
        }

        if (_runCount > 0)
        {
            ref var last = ref _runs[_runCount - 1];
            if (last.Source == source && (source <= 0 || last.Offset + last.Length == offset))
            {
                last = new Run(last.Length + count, source, last.Offset);
                return;
            }
        }

        Add(new Run(count, source, offset));
    }

    private void DropRuns(int mark)
    {
        if (_runs is null)
        {
            return;
        }

        var at = Length;
        while (at > mark)
        {
            at -= _runs[--_runCount].Length;
        }

        if (at < mark)
        {
            Add(RunList.Part(_runs[_runCount], 0, mark - at));
        }
    }

    private void Add(in Run run)
    {
        if (_runCount == _runs!.Length)
        {
            var larger = ArrayPool<Run>.Shared.Rent(_runCount * 2);
            _runs.CopyTo(larger, 0);
            ArrayPool<Run>.Shared.Return(_runs);
            _runs = larger;
        }

        _runs[_runCount++] = run;
    }
}
