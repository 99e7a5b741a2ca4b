using System.Globalization;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.OptIml;

/// <summary>How a task is asked: by one of its templates, or with the instruction before or after the instance (arXiv 2212.12017, section 2).</summary>
/// <param name="place"><c>before</c>, <c>after</c>, or <c>either</c>, which draws one for each example.</param>
/// <param name="seed">Decides what is drawn.</param>
internal sealed class PromptStyle(string place, int seed)
{
    /// <summary>The example with its question as one text, and in <c>template</c> how it was made.</summary>
    public Example Apply(Example example, BenchmarkTask task)
    {
        var (instruction, input) = (example.Instruction.ToString(), example.Input.ToString());
        if (example is not { Kind: ExampleKind.Instruct, History.Count: 0 })
        {
            return example;
        }

        var share = StableShare.Of($"style\u001F{task.Name}\u001F{instruction}\u001F{input}", seed);
        if (task.Templates.Count > 0)
        {
            var number = (int)(share * task.Templates.Count);
            return Asked(example, task.Templates[number].Fill(("instruction", instruction), ("input", input)), number.ToString(CultureInfo.InvariantCulture));
        }

        if (input.Length == 0 || instruction.Length == 0)
        {
            return example;
        }

        var isAfter = place == "after" || (place == "either" && share >= 0.5);
        return isAfter ? Asked(example, $"{input}\n{instruction}", "after") : Asked(example, $"{instruction}\n{input}", "before");
    }

    private static Example Asked(Example example, string question, string template) => example
        .WithTurn(question, default, example.Output)
        .WithMetadata(example.Metadata.With("template", JsonValue.From(template)));
}
