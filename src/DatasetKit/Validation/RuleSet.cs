using DatasetKit.Validation;

namespace DatasetKit;

/// <summary>Which rules examples are held against. Immutable.</summary>
/// <example><c>RuleSet.Default.Ignore("DK2").With(new MyRule())</c></example>
public sealed class RuleSet
{
    private readonly Rule[] _rules;
    private readonly Traits[] _wants;
    private readonly Traits _wanted;
    private readonly bool _looksAtAll;

    private RuleSet(IEnumerable<Rule> rules)
    {
        _rules = [.. rules];
        _wants = new Traits[_rules.Length];
        for (var i = 0; i < _rules.Length; i++)
        {
            _wants[i] = _rules[i] is ScanRule scan ? scan.Wants : Traits.Anything;
            _wanted |= _wants[i];
        }

        _looksAtAll = (_wanted & Traits.Anything) != 0;
    }

    /// <summary>All known rules.</summary>
    public static RuleSet Default { get; } = new(Rule.Known);

    /// <summary>No rule.</summary>
    public static RuleSet None { get; } = new([]);

    /// <summary>The rules, in the order in which they look at an example.</summary>
    public IReadOnlyList<Rule> Rules => _rules;

    /// <summary>Whether a rule is code of the user's, which may hold on to an example.</summary>
    internal bool IsForeign => _looksAtAll;

    /// <summary>These rules and more, which look at an example after them.</summary>
    /// <param name="rules">Your own, for example.</param>
    public RuleSet With(params IReadOnlyList<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new([.. _rules, .. rules]);
    }

    /// <summary>Only the rules whose codes begin with one of the given ones.</summary>
    /// <param name="codes">Codes or beginnings of codes with commas between them: <c>DK1,DK2003</c>.</param>
    /// <exception cref="DatasetKitException">One of them is no beginning of a code.</exception>
    public RuleSet Select(string codes)
    {
        var prefixes = Codes.Split(codes, _rules);
        return new(_rules.Where(rule => Codes.Begins(rule.Code, prefixes)));
    }

    /// <summary>All but the rules whose codes begin with one of the given ones.</summary>
    /// <param name="codes">Codes or beginnings of codes with commas between them.</param>
    /// <exception cref="DatasetKitException">One of them is no beginning of a code.</exception>
    public RuleSet Ignore(string codes)
    {
        var prefixes = Codes.Split(codes, _rules);
        return new(_rules.Where(rule => !Codes.Begins(rule.Code, prefixes)));
    }

    /// <summary>What is wrong with one example by itself; rules that compare examples with each other find nothing here.</summary>
    /// <param name="example">The example.</param>
    /// <param name="template">The template it is going to be rendered with; null when not known.</param>
    public IReadOnlyList<Finding> Check(Example example, PromptTemplate? template = null)
    {
        ArgumentNullException.ThrowIfNull(example);
        var context = new RuleContext(template);
        Check(example, context);
        return context.Findings;
    }

    /// <summary>Holds an example against all rules; what is wrong stands in the context's findings.</summary>
    /// <returns>Whether nothing is wrong.</returns>
    internal bool Check(Example example, RuleContext context)
    {
        context.MoveTo(example.Source);
        var seen = (_wanted == Traits.None ? Traits.None : context.Look(example).Traits | Traits.Anything) & _wanted;
        if (seen == Traits.None)
        {
            return true;
        }

        for (var i = 0; i < _rules.Length; i++)
        {
            if ((_wants[i] & seen) != 0)
            {
                _rules[i].Check(example, context);
            }
        }

        return context.Findings.Count == 0;
    }
}
