using System.Buffers;
using System.Globalization;

namespace DatasetKit.Recipes;

/// <summary>Something that can be set in a recipe, with its published default. Make one with <see cref="Whole"/>, <see cref="Choice"/> and the like.</summary>
/// <example><c>RecipeParameter.Whole("max-words", 200, "Answers with more words are left out.", "ours", least: 1)</c></example>
public abstract class RecipeParameter
{
    private static readonly SearchValues<char> s_ofNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

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

    /// <summary>The type in a sentence: <c>a whole number from 1</c>, <c>safe or compat</c>.</summary>
    internal string Described => Type.StartsWith("whole", StringComparison.Ordinal) || Type.StartsWith("number", StringComparison.Ordinal) ? "a " + Type : Type;

    internal abstract object? Parse(string value);

    /// <summary>A whole number.</summary>
    /// <param name="name">Lower case with hyphens: <c>max-tokens</c>.</param>
    /// <param name="standard">The default.</param>
    /// <param name="what">What it decides, in a sentence.</param>
    /// <param name="source">Where the default is from: a repository and a path, a paper, or <c>ours</c>.</param>
    /// <param name="least">The smallest value. Default 0.</param>
    /// <param name="most">The largest value. Default <see cref="int.MaxValue"/>.</param>
    /// <exception cref="ArgumentException">The name is not one, or the default is out of the range.</exception>
    public static RecipeParameter<int> Whole(string name, int standard, string what, string source, int least = 0, int most = int.MaxValue) =>
        Checked(new RecipeParameter<int>(name, Range(least, most), standard, what, source, text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null));

    /// <summary>A number with decimals.</summary>
    /// <param name="name">Lower case with hyphens: <c>train-share</c>.</param>
    /// <param name="standard">The default.</param>
    /// <param name="what">What it decides, in a sentence.</param>
    /// <param name="source">Where the default is from: a repository and a path, a paper, or <c>ours</c>.</param>
    /// <param name="least">The smallest value. Default 0.</param>
    /// <param name="most">The largest value. Default 1.</param>
    /// <exception cref="ArgumentException">The name is not one, or the default is out of the range.</exception>
    public static RecipeParameter<double> Number(string name, double standard, string what, string source, double least = 0, double most = 1) =>
        Checked(new RecipeParameter<double>(name, Invariant($"number from {least} to {most}"), standard, what, source, text =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null));

    /// <summary>Yes or no: <c>true</c> or <c>false</c>.</summary>
    /// <param name="name">Lower case with hyphens: <c>single-round</c>.</param>
    /// <param name="standard">The default.</param>
    /// <param name="what">What it decides, in a sentence.</param>
    /// <param name="source">Where the default is from: a repository and a path, a paper, or <c>ours</c>.</param>
    /// <exception cref="ArgumentException">The name is not one.</exception>
    public static RecipeParameter<bool> Flag(string name, bool standard, string what, string source) =>
        Checked(new RecipeParameter<bool>(name, "true or false", standard, what, source, text => text switch { "true" => true, "false" => false, _ => null }));

    /// <summary>One of some words.</summary>
    /// <param name="name">Lower case with hyphens: <c>splitter</c>.</param>
    /// <param name="standard">The default, one of the words.</param>
    /// <param name="choices">The words, at least one.</param>
    /// <param name="what">What it decides, in a sentence.</param>
    /// <param name="source">Where the default is from: a repository and a path, a paper, or <c>ours</c>.</param>
    /// <exception cref="ArgumentException">The name is not one, or the default is none of the words.</exception>
    public static RecipeParameter<string> Choice(string name, string standard, IReadOnlyList<string> choices, string what, string source)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var type = choices.Count < 2 ? string.Concat(choices) : string.Join(", ", choices.SkipLast(1)) + " or " + choices[^1];
        return Checked(new RecipeParameter<string>(name, type, standard, what, source, text => choices.Contains(text) ? text : null));
    }

    /// <summary>Any text.</summary>
    /// <param name="name">Lower case with hyphens: <c>assistant</c>.</param>
    /// <param name="standard">The default; empty for none.</param>
    /// <param name="what">What it decides, in a sentence.</param>
    /// <param name="source">Where the default is from: a repository and a path, a paper, or <c>ours</c>.</param>
    /// <exception cref="ArgumentException">The name is not one.</exception>
    public static RecipeParameter<string> Words(string name, string standard, string what, string source) => Checked(new RecipeParameter<string>(name, "text", standard, what, source, text => text));

    /// <summary>A file or a folder that must be there when it is named. Default empty, for none.</summary>
    /// <param name="name">Lower case with hyphens: <c>replies</c>.</param>
    /// <param name="what">What it holds, in a sentence.</param>
    /// <param name="source">Where it is described. Default <c>ours</c>.</param>
    /// <exception cref="ArgumentException">The name is not one.</exception>
    public static RecipeParameter<string> Path(string name, string what, string source = "ours") => Checked(new RecipeParameter<string>(name, "file", string.Empty, what, source, text => text)
    {
        MustExist = true,
    });

    /// <summary>The seed: decides whatever is random. Its name is <c>seed</c>.</summary>
    /// <param name="standard">The default. Default 42.</param>
    /// <param name="source">Where the default is from. Default <c>ours</c>.</param>
    public static RecipeParameter<int> Seed(int standard = 42, string source = "ours") => Whole("seed", standard, "Decides whatever is random; the same seed gives the same data.", source, int.MinValue);

    private static RecipeParameter<T> Checked<T>(RecipeParameter<T> parameter)
    {
        if (string.IsNullOrEmpty(parameter.Name) || parameter.Name.AsSpan().ContainsAnyExcept(s_ofNames))
        {
            throw new ArgumentException($"\"{parameter.Name}\" is no name of a parameter: small letters, digits and hyphens make one, as in max-tokens", nameof(parameter));
        }

        return parameter.Accepts(parameter.DefaultText)
            ? parameter
            : throw new ArgumentException($"the default of {parameter.Name} is {parameter.DefaultText}, and it takes {parameter.Described}", nameof(parameter));
    }

    private static string Range(int least, int most) => (least, most) switch
    {
        (int.MinValue, int.MaxValue) => "whole number",
        (_, int.MaxValue) => Invariant($"whole number from {least}"),
        _ => Invariant($"whole number from {least} to {most}"),
    };

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

    /// <summary>Whether a value can be had.</summary>
    internal bool Accepts(string value) => _parse(value) is not null;

    internal override object Parse(string value)
    {
        var parsed = _parse(value) ?? throw new RecipeException($"the parameter {Name} takes {Described}, not \"{value}\"");
        return MustExist && !File.Exists(value) && !Directory.Exists(value)
            ? throw new RecipeException($"there is no such file; the parameter {Name} names it: {What}", value)
            : parsed;
    }
}
