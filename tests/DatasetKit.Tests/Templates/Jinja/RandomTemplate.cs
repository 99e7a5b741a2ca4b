using System.Globalization;
using System.Text;

namespace DatasetKit.Tests.Templates.Jinja;

/// <summary>A random template of <see cref="TemplateGrammar"/>: the same for the same seed.</summary>
internal sealed class RandomTemplate
{
    private const string Kinds = "sifblda";

    private readonly Random _random;
    private int _budget = 14;

    internal RandomTemplate(int seed)
    {
        _random = new Random(seed);
        var text = new StringBuilder();
        text.Append(Tags("<% set ns = namespace(a=1, s='n') %><% macro m1(x, y=2) %>[<< x >>:<< y >>]<% endmacro %><% macro m2(x) %>(<< x >><< caller() if caller else 'no' >>)<% endmacro %><% macro m5(x) %><< caller(x) >><% endmacro %>"));
        for (var count = 1 + _random.Next(2); count > 0; count--)
        {
            text.Append(Block(0, inLoop: false));
        }

        Source = text.ToString();
        IsPromptSource = _random.Next(8) == 0;
    }

    internal string Source { get; }

    internal bool IsPromptSource { get; }

    internal bool Flag(int salt) => (new Random(Source.Length + salt).Next() & 1) == 0;

    private string Block(int depth, bool inLoop)
    {
        var text = new StringBuilder(Pick(TemplateGrammar.Texts));
        for (var count = depth > 1 || _random.Next(3) > 0 ? 1 : 2; count > 0; count--)
        {
            var pattern = inLoop && _random.Next(2) == 0 ? Pick(TemplateGrammar.LoopStatements)
                : depth > 3 ? Pick(TemplateGrammar.Statements[..11]) : Pick(TemplateGrammar.Statements);
            text.Append(Fill(Tags(pattern), depth + 1)).Append(Pick(TemplateGrammar.Texts));
        }

        return text.ToString();
    }

    /// <summary>An expression of a kind; now and then of another, so that what fails is compared too.</summary>
    private string Expression(char kind, int depth)
    {
        if ("sifblda".Contains(kind, StringComparison.Ordinal) && _random.Next(90) == 0)
        {
            kind = Kinds[_random.Next(Kinds.Length)];
        }

        if (kind == 'c')
        {
            return _random.Next(9).ToString(CultureInfo.InvariantCulture);
        }

        if (kind is not ('k' or 'q' or 'r' or 'y' or 'j' or 'n' or 'a') && (--_budget < 0 || depth > 4 || _random.Next(5) < 2))
        {
            return Leaf(kind);
        }

        if (kind is 'n' or 'a' && (_budget < 0 || depth > 6))
        {
            return Leaf('i');
        }

        var filled = Fill(Pick(TemplateGrammar.Expressions[kind]), depth + 1);
        return NeedsBrackets(filled) ? $"({filled})" : filled;
    }

    private static bool NeedsBrackets(string text) => text.Length > 1 && !char.IsAsciiLetterOrDigit(text[0]) && text[0] is not ('[' or '{' or '\'' or '"') || text.AsSpan().ContainsAny(' ', '|');

    private string Leaf(char kind) => kind switch
    {
        's' => Literal(),
        'i' => _random.Next(12) == 0 ? Pick(["2147483648", "9223372036854775807", "100", "1_000", "0x10"]) : Int(_random.Next(-3, 10)),
        'f' => Pick(["0.5", "1.0", "2.5", "-0.0", "3.14159", "1e-7", "100.25", "1e16", "42.55"]),
        'b' => Pick(["true", "false", "b1"]),
        'l' => Pick(["l1", "[1, 'a', none]", "[]", "(1, 2)"]),
        't' => Pick(["t1", "['b', 'A', 'c']", "['x']"]),
        'o' => Pick(["o1", "[3, 1, 2]", "[]"]),
        'm' => "messages",
        'd' => Pick(["d1", "{'a': 1}", "messages[0]"]),
        _ => "none",
    };

    private static string Int(int value) => value < 0 ? $"({value.ToString(CultureInfo.InvariantCulture)})" : value.ToString(CultureInfo.InvariantCulture);

    private string Literal()
    {
        var inside = Pick(TemplateGrammar.Literals) + (_random.Next(4) == 0 ? Pick(TemplateGrammar.Literals) : string.Empty);
        return _random.Next(2) == 0 && !inside.Replace("\\'", string.Empty, StringComparison.Ordinal).Contains('\'', StringComparison.Ordinal) ? $"'{inside}'"
            : inside.Replace("\\\"", string.Empty, StringComparison.Ordinal).Contains('"', StringComparison.Ordinal) ? "'q'" : $"\"{inside}\"";
    }

    private string Fill(string pattern, int depth)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '$')
            {
                text.Append(pattern[i]);
                continue;
            }

            var kind = pattern[++i];
            text.Append(kind switch
            {
                'B' => Block(depth, inLoop: false),
                'L' => Block(depth, inLoop: true),
                'k' when i > 1 && pattern[i - 2] == '.' => Pick(TemplateGrammar.Names),
                _ => Expression(kind, depth),
            });
        }

        return text.ToString();
    }

    /// <summary>Draws the whitespace control of each tag.</summary>
    private string Tags(string pattern)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var two = i + 1 < pattern.Length ? pattern.Substring(i, 2) : string.Empty;
            if (two is "<%" or "<<" or "%>" or ">>")
            {
                var sign = _random.Next(6) == 0 ? Pick<string>(two is "<<" or ">>" ? ["-"] : ["-", "-", "+"]) : string.Empty;
                text.Append(two switch { "<%" => "{%" + sign, "<<" => "{{" + sign, "%>" => sign + "%}", _ => sign + "}}" });
                i++;
            }
            else
            {
                text.Append(pattern[i]);
            }
        }

        return text.ToString();
    }

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
