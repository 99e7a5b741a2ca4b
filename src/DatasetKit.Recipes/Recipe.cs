namespace DatasetKit.Recipes;

/// <summary>
/// How a published system built its dataset, as far as no model and no person is needed: where the facts are from, what can be set, and the
/// steps in their order. A recipe is made of the library's public verbs.
/// </summary>
/// <remarks>Instances hold no state: one may be run many times, also at once.</remarks>
public abstract partial class Recipe
{
    /// <summary>The name on the command line, lower case: <c>vicuna</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line for lists: the system and its data.</summary>
    public abstract string Title { get; }

    /// <summary>The paper and the repositories that the facts are from.</summary>
    public abstract IReadOnlyList<string> Sources { get; }

    /// <summary>What the inputs are, in a sentence.</summary>
    public abstract string Inputs { get; }

    /// <summary>Whether it needs at least one input. Default true; false for a recipe whose manifest names its files.</summary>
    public virtual bool NeedsInput => true;

    /// <summary>What can be set, with the published defaults.</summary>
    public virtual IReadOnlyList<RecipeParameter> Parameters => [];

    /// <summary>The steps in their order, with those that are not reproduced.</summary>
    public abstract IReadOnlyList<RecipeStep> Steps { get; }

    /// <summary>The format that is written when none is named.</summary>
    /// <param name="arguments">The inputs and the values of the parameters.</param>
    public abstract RecordFormat Target(RecipeArguments arguments);

    /// <summary>Checks a call: that each parameter exists, has a value it may have, and that each file is there. Nothing is read.</summary>
    /// <param name="inputs">Files, patterns, or <c>-</c>.</param>
    /// <param name="parameters">Names and values, as they are written on a command line.</param>
    /// <exception cref="RecipeException">A parameter is not known, is given twice, or cannot have this value; a file it names is missing.</exception>
    /// <exception cref="InputException">An input is missing.</exception>
    public RecipeArguments Arguments(IReadOnlyList<string> inputs, params IReadOnlyList<(string Name, string Value)> parameters) => new(this, inputs, parameters);

    /// <summary>The whole recipe as a dataset: nothing is read until it is written. Each step's name stands in the report.</summary>
    /// <param name="arguments">The inputs and the values of the parameters.</param>
    /// <exception cref="RecipeException">A file that a parameter names, such as a manifest, cannot be used.</exception>
    public Dataset Compose(RecipeArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var dataset = Read(arguments);
        foreach (var step in Steps)
        {
            if (step.Apply is { } apply)
            {
                dataset = dataset.Step(step.Name, before => apply(before, arguments));
            }
        }

        return dataset;
    }

    /// <summary>Runs the recipe.</summary>
    /// <param name="arguments">The inputs and the values of the parameters.</param>
    /// <param name="output">The output; for a recipe that divides its data, a path with <c>{split}</c> in it.</param>
    /// <param name="format">The format to write; null for <see cref="Target"/>.</param>
    /// <param name="options">How it is written; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the run; nothing is published.</param>
    /// <returns>What became of every record; one report for each file that is made by itself, usually one.</returns>
    /// <exception cref="RecipeException">A file that a parameter names, such as a manifest, cannot be used.</exception>
    /// <exception cref="OutputException">The output exists, is an input, or cannot be written.</exception>
    /// <exception cref="InputException">An input as a whole cannot be read.</exception>
    public Task<IReadOnlyList<BuildReport>> RunAsync(
        RecipeArguments arguments, string output, RecordFormat? format = null, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return WriteAsync(Compose(arguments), arguments, output, format ?? Target(arguments), options ?? WriteOptions.Default, cancellationToken);
    }

    /// <summary>Where the examples come from: the inputs, of any known format.</summary>
    /// <param name="arguments">The inputs and the values of the parameters.</param>
    protected virtual Dataset Read(RecipeArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.Open();
    }

    /// <summary>Writes what the steps made; a recipe that divides its data, or writes more than one file, does it here.</summary>
    /// <param name="dataset">What the steps made.</param>
    /// <param name="arguments">The inputs and the values of the parameters.</param>
    /// <param name="output">The output.</param>
    /// <param name="format">The format.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    protected virtual async Task<IReadOnlyList<BuildReport>> WriteAsync(
        Dataset dataset, RecipeArguments arguments, string output, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return [await dataset.WriteAsync(output, format, options, cancellationToken).ConfigureAwait(false)];
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
