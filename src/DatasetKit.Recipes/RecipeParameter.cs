using System.Globalization;

namespace DatasetKit.Recipes;

/// <summary>Something that can be set in a recipe, with its published default.</summary>
public abstract class RecipeParameter
{
    private protected RecipeParameter(string name, string type, string what, string source) => (Name, Type, What, Source) = (name, type, what, source);

    /// <summary>The name, lower case with hyphens: <c>max-tokens</c>.</summary>
    public string Name { get; }

    /// <summary>What values it takes, in a few words: <c>whole number from 1</c>.</summary>
    public string Type { get; }

    /// <summary>What it decides.</summary>
    public string What { get; }

    /// <summary>Where the default is from: a repository and a path, a paper, or <c>ours</c>.</summary>
    public string Source { get; }

    /// <summary>The default as it would be written on a command line; empty when there is none.</summary>
    public abstract string DefaultText { get; }

    internal abstract object? Parse(string value);

    /// <summary>A whole number.</summary>
    internal static RecipeParameter<int> Whole(string name, int standard, string what, string source, int least = 0, int most = int.MaxValue) =>
        new(name, most == int.MaxValue ? Invariant($"whole number from {least}") : Invariant($"whole number from {least} to {most}"), standard, what, source, text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null);

    /// <summary>A number with decimals.</summary>
    internal static RecipeParameter<double> Number(string name, double standard, string what, string source, double least = 0, double most = 1) =>
        new(name, Invariant($"number from {least} to {most}"), standard, what, source, text =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null);

    /// <summary>Yes or no.</summary>
    internal static RecipeParameter<bool> Flag(string name, bool standard, string what, string source) =>
        new(name, "true or false", standard, what, source, text => text switch { "true" => true, "false" => false, _ => null });

    /// <summary>One of some words.</summary>
    internal static RecipeParameter<string> Choice(string name, string standard, IReadOnlyList<string> choices, string what, string source) =>
        new(name, string.Join(", ", choices.SkipLast(1)) + " or " + choices[^1], standard, what, source, text => choices.Contains(text) ? text : null);

    /// <summary>Any text.</summary>
    internal static RecipeParameter<string> Words(string name, string standard, string what, string source) => new(name, "text", standard, what, source, text => text);

    /// <summary>A file that must be there when it is named; empty for none.</summary>
    internal static RecipeParameter<string> Path(string name, string what, string source = "ours") => new(name, "file", string.Empty, what, source, text => text)
    {
        MustExist = true,
    };

    /// <summary>Decides whatever is random. Default 42.</summary>
    internal static RecipeParameter<int> Seed(int standard = 42, string source = "ours") => Whole("seed", standard, "Decides whatever is random; the same seed gives the same data.", source, int.MinValue);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Something that can be set in a recipe, with values of a type.</summary>
/// <typeparam name="T">The type of its values.</typeparam>
public sealed class RecipeParameter<T> : RecipeParameter
{
    private readonly Func<string, object?> _parse;

    internal RecipeParameter(string name, string type, T standard, string what, string source, Func<string, object?> parse)
        : base(name, type, what, source) => (Default, _parse) = (standard, parse);

    /// <summary>The value when none is given.</summary>
    public T Default { get; }

    /// <inheritdoc/>
    public override string DefaultText => Default switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Default?.ToString() ?? string.Empty,
    };

    /// <summary>Whether the value is a path at which there must be something.</summary>
    internal bool MustExist { get; init; }

    internal override object Parse(string value)
    {
        var parsed = _parse(value) ?? throw new RecipeException($"the parameter {Name} takes a {Type}, not \"{value}\"");
        return MustExist && !File.Exists(value) && !Directory.Exists(value)
            ? throw new RecipeException($"there is no such file; the parameter {Name} names it: {What}", value)
            : parsed;
    }
}
