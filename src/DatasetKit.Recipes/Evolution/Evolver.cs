using System.Globalization;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Evolution;

/// <summary>Evolves tasks, each for so many epochs: one that fails goes on as it was (nlpxucan/WizardLM:Evol_Instruct/main.py; Xu et al. 2023).</summary>
/// <param name="operations">The operations, of which each is equally likely.</param>
/// <param name="judge">The words that ask whether two tasks are equal; null to ask nobody.</param>
/// <param name="epochs">How often each task is evolved.</param>
/// <param name="random">Decides which operations are done.</param>
/// <param name="ask">The model's reply; null when there is none yet.</param>
/// <param name="lf">Whether line ends of tasks become <c>\n</c>.</param>
internal sealed class Evolver(IReadOnlyList<EvolvingOperation> operations, PromptText? judge, int epochs, Random random, Func<string, string?> ask, bool lf = false)
{
    private long _number;

    /// <summary>A task and all that became of it, each with its <c>op</c>, <c>parentId</c> and <c>epoch</c>.</summary>
    public Outcome Evolve(Example seed)
    {
        // Drawn for all epochs at once: what is drawn for one task does not depend on how another fared.
        var drawn = Enumerable.Range(0, epochs).Select(_ => operations[random.Next(operations.Count)]).ToList();
        var number = _number++;
        var kept = new List<Example>();
        var failed = new List<string>();
        var current = Lines(TextOf(seed));
        var parent = Id(number, 0);
        if (!seed.Output.IsEmpty)
        {
            kept.Add(WithLineage(Example.Instruct(current, seed.Output).WithSource(seed.Source), parent, "seed", null, 0));
        }

        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            var operation = drawn[epoch - 1];
            if (WhyNot(operation, current, out var task, out var answer) is { } why)
            {
                failed.Add(why);
                continue;
            }

            kept.Add(WithLineage(Example.Instruct(task, answer).WithSource(seed.Source), Id(number, epoch), operation.Name, parent, epoch));
            (current, parent) = (task, Id(number, epoch));
        }

        return Outcome.Split(kept, failed);
    }

    /// <summary>The text that is evolved: the instruction and the input on the next line, as the original joins them.</summary>
    private static string TextOf(Example seed) => seed.Input.IsEmpty
        ? seed.Instruction.ToString().Trim()
        : $"{seed.Instruction.ToString().Trim()}\r\n{seed.Input.ToString().Trim()}";

    private string Lines(string text) => lf ? text.ReplaceLineEndings("\n") : text;

    private static string Id(long number, int epoch) => string.Create(CultureInfo.InvariantCulture, $"{number}_{epoch}");

    private static Example WithLineage(Example example, string id, string operation, string? parent, int epoch)
    {
        var lineage = Metadata.None.With(LineageFormat.Operation, JsonValue.From(operation)).With(LineageFormat.Epoch, JsonValue.Parse(epoch.ToString(CultureInfo.InvariantCulture)));
        return example.WithId(id).WithMetadata(parent is null ? lineage : lineage.With(LineageFormat.Parent, JsonValue.From(parent)));
    }

    private string? WhyNot(EvolvingOperation operation, string current, out string task, out string answer)
    {
        (task, answer) = (string.Empty, string.Empty);
        if (ask(operation.Prompt.Fill(("instruction", current))) is not { } evolved)
        {
            return "no reply yet";
        }

        task = Lines(evolved.Trim());
        if (EliminationRules.OfTask(task) is { } why)
        {
            return why;
        }

        if (judge is not null)
        {
            if (ask(judge.Fill(("first", current), ("second", task))) is not { } judgement)
            {
                return "no reply yet";
            }

            if (EliminationRules.SaysEqual(judgement))
            {
                return "equal to what it was";
            }
        }

        if (ask(task) is not { } reply)
        {
            return "no reply yet";
        }

        answer = Lines(reply.Trim());
        return EliminationRules.OfAnswer(answer);
    }
}
