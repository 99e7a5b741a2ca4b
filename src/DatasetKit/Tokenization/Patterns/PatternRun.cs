using System.Buffers;

namespace DatasetKit.Tokenization;

/// <summary>One search: the steps of a pattern over a text, with the places it may go back to on a stack of its own, so that no text is too long for it.</summary>
internal ref struct PatternRun(PatternStep[] steps, ReadOnlySpan<byte> text, long tries)
{
    private readonly PatternStep[] _steps = steps;
    private readonly ReadOnlySpan<byte> _text = text;
    private Way[] _ways = ArrayPool<Way>.Shared.Rent(64);
    private int _count;
    private long _triesLeft = tries;

    /// <summary>How often a character may still be tried.</summary>
    internal readonly long TriesLeft => _triesLeft;

    /// <summary>Gives the stack back.</summary>
    internal readonly void Dispose() => ArrayPool<Way>.Shared.Return(_ways);

    /// <summary>Matches from a step at a place.</summary>
    /// <param name="step">The step.</param>
    /// <param name="place">The place.</param>
    /// <param name="toTheEnd">Whether only a match counts that ends where the text does.</param>
    /// <returns>Where the match ends, or -1.</returns>
    internal int Match(int step, int place, bool toTheEnd = false)
    {
        int bottom = _count;
        while (true)
        {
            if (--_triesLeft < 0)
            {
                throw new PatternExplodedException();
            }

            PatternStep now = _steps[step];
            bool goesOn = false;
            switch (now.Code)
            {
                case PatternCode.Match when !toTheEnd || place == _text.Length:
                    _count = bottom;
                    return place;
                case PatternCode.Match:
                    break;
                case PatternCode.One:
                    goesOn = place < _text.Length && now.Set!.Has(Utf8Steps.CodePointAt(_text, place, out int size)) && Move(ref place, size);
                    step++;
                    break;
                case PatternCode.Run or PatternCode.LazyRun or PatternCode.KeptRun:
                    goesOn = Run(now, step, ref place);
                    step++;
                    break;
                case PatternCode.Split:
                    Push(new Way(now.B, place, -1, 0));
                    step = now.A;
                    goesOn = true;
                    break;
                case PatternCode.Jump:
                    step = now.A;
                    goesOn = true;
                    break;
                case PatternCode.Look:
                    goesOn = (now.IsBehind ? MatchesBehind(step + 1, place, now.B) : Match(step + 1, place) >= 0) != now.IsNegative;
                    step = now.A;
                    break;
                case PatternCode.Atomic:
                    int end = Match(step + 1, place);
                    goesOn = end >= 0 && Move(ref place, end - place);
                    step = now.A;
                    break;
                default:
                    goesOn = Holds(now.Code, place);
                    step++;
                    break;
            }

            if (!goesOn && !Back(bottom, ref step, ref place))
            {
                return -1;
            }
        }
    }

    private static bool Move(ref int place, int size)
    {
        place += size;
        return true;
    }

    private bool Run(PatternStep now, int step, ref int place)
    {
        int most = now.Code == PatternCode.LazyRun ? now.A : now.B;
        int count = 0, least = now.A == 0 ? place : -1, at = place;
        while (count < most && at < _text.Length && now.Set!.Has(Utf8Steps.CodePointAt(_text, at, out int size)))
        {
            at += size;
            if (++count == now.A)
            {
                least = at;
            }
        }

        _triesLeft -= count;
        if (count < now.A)
        {
            return false;
        }

        if (now.Code == PatternCode.Run && at > least)
        {
            Push(new Way(step + 1, at, least, 0));
        }
        else if (now.Code == PatternCode.LazyRun && now.B > now.A)
        {
            Push(new Way(step + 1, at, -2, now.B - now.A));
        }

        place = at;
        return true;
    }

    /// <summary>Takes the last way that was left open.</summary>
    private bool Back(int bottom, ref int step, ref int place)
    {
        while (_count > bottom)
        {
            Way way = _ways[--_count];
            if (way.Least == -1)
            {
                (step, place) = (way.Step, way.Place);
                return true;
            }

            if (way.Least >= 0)
            {
                int before = Utf8Steps.Before(_text, way.Place);
                if (before > way.Least)
                {
                    Push(way with { Place = before });
                }

                (step, place) = (way.Step, before);
                return true;
            }

            // One more character of a lazy run.
            CharacterSet set = _steps[way.Step - 1].Set!;
            if (way.Place < _text.Length && set.Has(Utf8Steps.CodePointAt(_text, way.Place, out int size)))
            {
                (step, place) = (way.Step, way.Place + size);
                if (way.Left > 1)
                {
                    Push(new Way(step, place, -2, way.Left == int.MaxValue ? way.Left : way.Left - 1));
                }

                return true;
            }
        }

        return false;
    }

    private bool MatchesBehind(int step, int place, int most)
    {
        for (int start = place; ; start = Utf8Steps.Before(_text, start))
        {
            // What is behind is a text that ends here.
            var behind = new PatternRun(_steps, _text[..place], _triesLeft);
            try
            {
                if (behind.Match(step, start, toTheEnd: true) >= 0)
                {
                    return true;
                }
            }
            finally
            {
                _triesLeft = behind.TriesLeft;
                behind.Dispose();
            }

            if (start == 0 || most-- == 0)
            {
                return false;
            }
        }
    }

    private readonly bool Holds(PatternCode code, int place) => code switch
    {
        PatternCode.TextStart => place == 0,
        PatternCode.TextEnd => place == _text.Length,
        PatternCode.LastLineEnd => place == _text.Length || place == _text.Length - 1 && _text[place] == '\n',
        PatternCode.LineStart => place == 0 || _text[place - 1] == '\n' && place < _text.Length,
        PatternCode.LineEnd => place == _text.Length || _text[place] == '\n',
        PatternCode.WordEdge => IsWordEdge(place),
        _ => !IsWordEdge(place),
    };

    private readonly bool IsWordEdge(int place) =>
        (place > 0 && CharacterProperties.OnigurumaLoneWord.Has(Utf8Steps.CodePointAt(_text, Utf8Steps.Before(_text, place), out _)))
        != (place < _text.Length && CharacterProperties.OnigurumaLoneWord.Has(Utf8Steps.CodePointAt(_text, place, out _)));

    private void Push(Way way)
    {
        if (_count == _ways.Length)
        {
            if (_count > 1 << 22)
            {
                throw new PatternExplodedException();
            }

            Way[] more = ArrayPool<Way>.Shared.Rent(_count * 2);
            _ways.CopyTo(more, 0);
            ArrayPool<Way>.Shared.Return(_ways);
            _ways = more;
        }

        _ways[_count++] = way;
    }

    /// <summary>A way that was left open.</summary>
    /// <param name="Step">Where to go on.</param>
    /// <param name="Place">At which place.</param>
    /// <param name="Least">-1; of a run the place before which it gives nothing back; of a lazy run -2.</param>
    /// <param name="Left">How many more characters a lazy run may take.</param>
    private readonly record struct Way(int Step, int Place, int Least, int Left);
}
