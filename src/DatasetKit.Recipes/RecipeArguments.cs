using System.Globalization;
using DatasetKit.Internals;

namespace DatasetKit.Recipes;

/// <summary>The inputs of one run and the values of its parameters, checked.</summary>
public sealed class RecipeArguments
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    private readonly Dictionary<Type, object> _shared = [];

    internal RecipeArguments(Recipe recipe, IReadOnlyList<string> inputs, IReadOnlyList<(string Name, string Value)> parameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Recipe = recipe;
        Inputs = inputs;
        foreach (var (name, value) in parameters)
        {
            var parameter = recipe.Parameters.FirstOrDefault(known => known.Name == name) ?? throw Unknown(name);
            if (!_values.TryAdd(name, parameter.Parse(value)))
            {
                throw new RecipeException($"{recipe.Name}: the parameter {name} is given twice");
            }
        }

        CheckInputs();
    }

    /// <summary>The recipe that is run.</summary>
    public Recipe Recipe { get; }

    /// <summary>Files, patterns, or <c>-</c>.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>How inputs and the files of a manifest are read: containers that packages bring, such as workbooks. Default <see cref="ReadOptions.Default"/>.</summary>
    public ReadOptions Reading { get; set; } = ReadOptions.Default;

    /// <summary>The format of the inputs' records. Null (default) for the one that the recipe needs, or decided by content.</summary>
    public RecordFormat? Format { get; set; }

    /// <summary>Which fields the inputs have under other names. Null (default) for none.</summary>
    public FieldMapping? Mapping { get; set; }

    /// <summary>The inputs as a dataset, read as <see cref="Format"/>, <see cref="Mapping"/> and <see cref="Reading"/> say.</summary>
    /// <param name="format">The format that the recipe needs; null (default) decides by content.</param>
    public Dataset Open(RecordFormat? format = null) =>
        Mapping is null ? Dataset.Read(Inputs, Format ?? format, Reading) : Dataset.Read(Inputs, Format ?? format, Mapping, Reading);

    /// <summary>The parameters that were given another value than their default, with it; in the order of the recipe.</summary>
    public IEnumerable<(string Name, string Value)> Given => from parameter in Recipe.Parameters
                                                             where _values.ContainsKey(parameter.Name)
                                                             select (parameter.Name, Convert.ToString(_values[parameter.Name], CultureInfo.InvariantCulture) ?? string.Empty);

    /// <summary>The value of a parameter: as it was given, or its default.</summary>
    /// <typeparam name="T">The type of its value.</typeparam>
    /// <param name="parameter">One of the recipe's parameters.</param>
    public T Get<T>(RecipeParameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return _values.TryGetValue(parameter.Name, out var value) ? (T)value! : parameter.Default;
    }

    /// <summary>Whether a parameter was given.</summary>
    /// <param name="parameter">One of the recipe's parameters.</param>
    public bool Has(RecipeParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return _values.ContainsKey(parameter.Name);
    }

    /// <summary>Something that the parts of one run share, made when it is first asked for.</summary>
    internal T Shared<T>(Func<T> make)
        where T : class
    {
        if (!_shared.TryGetValue(typeof(T), out var shared))
        {
            _shared[typeof(T)] = shared = make();
        }

        return (T)shared;
    }

    private RecipeException Unknown(string name)
    {
        var names = Recipe.Parameters.Select(parameter => parameter.Name).ToList();
        return new RecipeException(names.Count == 0
            ? $"{Recipe.Name} has no parameters, so none named \"{name}\""
            : NearestName.Of(name, names) is { } near
                ? $"{Recipe.Name} has no parameter \"{name}\"; did you mean {near}? (datasetkit recipe show {Recipe.Name} lists them)"
                : $"{Recipe.Name} has no parameter \"{name}\"; its parameters are {string.Join(", ", names)}");
    }

    private void CheckInputs()
    {
        if (Inputs.Count == 0 && Recipe.NeedsInput)
        {
            throw new RecipeException($"{Recipe.Name} needs an input: {Recipe.Inputs}");
        }

        foreach (var input in Inputs)
        {
            if (input != "-" && input.AsSpan().IndexOfAny('*', '?') < 0 && !File.Exists(input))
            {
                throw new InputException(new Finding(Diagnostics.Find("DK9301")!, Severity.Error, new SourceLocation(input, 0, 0, 0, 0), null, $"there is no such file; {Recipe.Name} reads {Recipe.Inputs}"));
            }
        }
    }
}
