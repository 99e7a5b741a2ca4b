namespace DatasetKit.Tokenization;

/// <summary>Makes steps of a pattern that was read.</summary>
/// <param name="section">Where the pattern stands, for faults.</param>
internal sealed class PatternCompiler(string section)
{
    private const int MaxSteps = 20_000;
    private const int MaxBehind = 1_000;

    private readonly List<PatternStep> _steps = [];

    /// <summary>Makes the steps of a whole pattern.</summary>
    internal PatternStep[] Compile(PatternNode node)
    {
        Add(node);
        Add(new PatternStep(PatternCode.Match));
        return [.. _steps];
    }

    private int Add(PatternStep step)
    {
        if (_steps.Count == MaxSteps)
        {
            throw new FaultyFileException(section, FormattableString.Invariant($"the pattern has more than {MaxSteps} steps when its intervals are written out"));
        }

        _steps.Add(step);
        return _steps.Count - 1;
    }

    private void Add(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.One one:
                Add(new PatternStep(PatternCode.One, one.Set));
                break;
            case PatternNode.Chain chain:
                chain.Parts.ForEach(Add);
                break;
            case PatternNode.Choice choice:
                AddChoice(choice.Parts);
                break;
            case PatternNode.Repeat repeat:
                AddRepeat(repeat);
                break;
            case PatternNode.Place place:
                Add(new PatternStep(place.Code));
                break;
            case PatternNode.Look look:
                int start = Add(new PatternStep(PatternCode.Look) { IsBehind = look.IsBehind, IsNegative = look.IsNegative, B = look.IsBehind ? LengthBehind(look.Part) : 0 });
                Add(look.Part);
                Add(new PatternStep(PatternCode.Match));
                _steps[start] = _steps[start] with { A = _steps.Count };
                break;
            case PatternNode.Atomic atomic:
                AddAtomic(atomic.Part);
                break;
        }
    }

    private void AddAtomic(PatternNode part)
    {
        int start = Add(new PatternStep(PatternCode.Atomic));
        Add(part);
        Add(new PatternStep(PatternCode.Match));
        _steps[start] = _steps[start] with { A = _steps.Count };
    }

    private void AddChoice(List<PatternNode> parts)
    {
        var jumps = new List<int>();
        for (int i = 0; i < parts.Count; i++)
        {
            int split = i + 1 < parts.Count ? Add(new PatternStep(PatternCode.Split) { A = _steps.Count + 1 }) : -1;
            Add(parts[i]);
            if (split >= 0)
            {
                jumps.Add(Add(new PatternStep(PatternCode.Jump)));
                _steps[split] = _steps[split] with { B = _steps.Count };
            }
        }

        foreach (int jump in jumps)
        {
            _steps[jump] = _steps[jump] with { A = _steps.Count };
        }
    }

    private void AddRepeat(PatternNode.Repeat repeat)
    {
        if (Single(repeat.Part) is { } set)
        {
            PatternCode code = repeat.Kind switch
            {
                PatternNode.RepeatKind.Greedy => PatternCode.Run,
                PatternNode.RepeatKind.Lazy => PatternCode.LazyRun,
                _ => PatternCode.KeptRun,
            };
            Add(new PatternStep(code, set) { A = repeat.Min, B = repeat.Max });
            return;
        }

        if (repeat.Kind == PatternNode.RepeatKind.Possessive)
        {
            AddAtomic(repeat with { Kind = PatternNode.RepeatKind.Greedy });
            return;
        }

        for (int i = 0, before = -1; i < repeat.Min && _steps.Count > before; i++)
        {
            // A part without a step, once or a thousand times, is nothing.
            before = _steps.Count;
            Add(repeat.Part);
        }

        if (repeat.Max == int.MaxValue)
        {
            if (MayBeEmpty(repeat.Part))
            {
                throw new FaultyFileException(section, "the pattern repeats a group that may be empty, which is not supported");
            }

            int split = Add(new PatternStep(PatternCode.Split));
            Add(repeat.Part);
            Add(new PatternStep(PatternCode.Jump) { A = split });
            SetSplit(split, repeat.Kind);
            return;
        }

        var splits = new List<int>();
        for (int i = repeat.Min; i < repeat.Max; i++)
        {
            splits.Add(Add(new PatternStep(PatternCode.Split)));
            Add(repeat.Part);
        }

        foreach (int split in splits)
        {
            SetSplit(split, repeat.Kind);
        }
    }

    private void SetSplit(int split, PatternNode.RepeatKind kind)
    {
        int inside = split + 1, behind = _steps.Count;
        _steps[split] = _steps[split] with
        {
            A = kind == PatternNode.RepeatKind.Lazy ? behind : inside,
            B = kind == PatternNode.RepeatKind.Lazy ? inside : behind,
        };
    }

    /// <summary>How many characters may have to stand behind a place; the libraries, too, refuse what has no bound.</summary>
    private int LengthBehind(PatternNode part) => PatternLength.Of(part) is < MaxBehind and var length
        ? (int)length
        : throw new FaultyFileException(section, FormattableString.Invariant($"the pattern looks back further than {MaxBehind} characters, or without a bound, which is not supported"));

    private static CharacterSet? Single(PatternNode node) => node switch
    {
        PatternNode.One one => one.Set,
        PatternNode.Chain { Parts: [var only] } => Single(only),
        _ => null,
    };

    private static bool MayBeEmpty(PatternNode node) => node switch
    {
        PatternNode.One => false,
        PatternNode.Chain chain => chain.Parts.TrueForAll(MayBeEmpty),
        PatternNode.Choice choice => choice.Parts.Exists(MayBeEmpty),
        PatternNode.Repeat repeat => repeat.Min == 0 || MayBeEmpty(repeat.Part),
        PatternNode.Atomic atomic => MayBeEmpty(atomic.Part),
        _ => true,
    };
}
