namespace DatasetKit.Templates.Jinja;

/// <summary>What stands between <c>%</c> and the letter of a conversion.</summary>
internal readonly record struct PercentSpec(bool IsLeft, string Sign, bool IsAlternate, bool HasZeros, int Width, int Precision)
{
    /// <summary>Reads up to the letter.</summary>
    public static PercentSpec Read(string text, ref int at, PercentArguments arguments)
    {
        if (at < text.Length && text[at] == '(')
        {
            arguments.Pick(Name(text, ref at));
        }

        var spec = new PercentSpec(false, string.Empty, false, false, 0, -1);
        for (; at < text.Length && text[at] is '-' or '+' or ' ' or '#' or '0'; at++)
        {
            spec = text[at] switch
            {
                '-' => spec with { IsLeft = true },
                '+' => spec with { Sign = "+" },
                ' ' => spec with { Sign = spec.Sign.Length > 0 ? spec.Sign : " " },
                '#' => spec with { IsAlternate = true },
                _ => spec with { HasZeros = true },
            };
        }

        var width = Number(text, ref at, arguments) ?? 0;
        spec = spec with { Width = Math.Abs(width), IsLeft = spec.IsLeft || width < 0 };
        if (at < text.Length && text[at] == '.')
        {
            at++;
            spec = spec with { Precision = Math.Max(0, Number(text, ref at, arguments) ?? 0) };
        }

        if (at < text.Length && text[at] is 'h' or 'l' or 'L')
        {
            at++;
        }

        return spec;
    }

    /// <summary>The name in parentheses; parentheses in it are balanced.</summary>
    private static string Name(string text, ref int at)
    {
        var start = ++at;
        for (var open = 1; at < text.Length; at++)
        {
            open += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
            if (open == 0)
            {
                return text[start..at++];
            }
        }

        throw PyError.Value("incomplete format key");
    }

    private static int? Number(string text, ref int at, PercentArguments arguments)
    {
        if (at < text.Length && text[at] == '*')
        {
            at++;
            return arguments.Next().TryInteger(out var given) ? Math.Max(Coerce.Clamp(given), -int.MaxValue) : throw PyError.Type("* wants int");
        }

        int? number = null;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            number = number > (int.MaxValue - 9) / 10 ? throw PyError.Value("width too big") : ((number ?? 0) * 10) + text[at] - '0';
        }

        return number;
    }
}

/// <summary>The values of a <c>%</c>: a tuple of them, a mapping, or just one.</summary>
internal sealed class PercentArguments(Value values)
{
    private readonly PyTuple? _tuple = values.Ref as PyTuple;
    private int _next;
    private Value _picked;

    /// <summary>The next conversion takes the value of a name.</summary>
    public void Pick(string name)
    {
        if (!IsMapping)
        {
            throw PyError.Type("format requires a mapping");
        }

        _picked = values.Ref is PyUndefined undefined ? throw undefined.Fail()
            : values.Ref is not PyDict dict ? throw PyError.Type($"{values.TypeName} indices must be integers or slices, not str")
            : dict.TryGet(name, out var value) ? value
            : throw new PyError(ErrorClass.KeyError, Repr.Quote(name));
    }

    /// <summary>Python takes all that has indices for a mapping here, and does not ask of one that it is used.</summary>
    private bool IsMapping => values.Kind is Kind.Dict or Kind.List or Kind.Bytes or Kind.Range or Kind.Undefined;

    public Value Next()
    {
        if (!_picked.IsMissing)
        {
            var picked = _picked;
            _picked = default;
            _next = -1;
            return picked;
        }

        if (_tuple is null ? _next != 0 : _next < 0 || _next >= _tuple.Items.Length)
        {
            throw PyError.Type("not enough arguments for format string");
        }

        return _tuple is null ? Only() : _tuple.Items[_next++];
    }

    public void CheckAllUsed()
    {
        if (_tuple is null ? _next == 0 && !IsMapping : _next >= 0 && _next < _tuple.Items.Length)
        {
            throw PyError.Type("not all arguments converted during string formatting");
        }
    }

    private Value Only()
    {
        _next = 1;
        return values;
    }
}
