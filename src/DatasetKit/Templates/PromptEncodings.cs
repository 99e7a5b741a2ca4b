using System.Text;
using DatasetKit.Internals;
using DatasetKit.Templates;

namespace DatasetKit;

/// <summary>
/// Several ways to put a single turn into a prompt and a completion, of which each example gets one by chance. The same seed and index give
/// the same one, on any machine and in any order.
/// </summary>
public sealed class PromptEncodings
{
    /// <summary>A set of encodings.</summary>
    /// <param name="withInput">For examples that have an input; at least one, of a weight above zero.</param>
    /// <param name="withoutInput">For examples that have none; at least one, of a weight above zero.</param>
    /// <exception cref="ArgumentException">A list has no weight above zero, or a weight that is negative or no number.</exception>
    public PromptEncodings(IReadOnlyList<PromptEncoding> withInput, IReadOnlyList<PromptEncoding> withoutInput)
    {
        WithInput = Checked(withInput, nameof(withInput));
        WithoutInput = Checked(withoutInput, nameof(withoutInput));
    }

    /// <summary>
    /// The 14 and 14 of Tülu 1 and 2, misspelling included (allenai/open-instruct, scripts/data/sft_v1_v2/reformat_datasets.py, encode_instruction_example).
    /// </summary>
    public static PromptEncodings OpenInstruct { get; } = OpenInstructEncodings.Create();

    /// <summary>
    /// The 7 and 6 of Self-Instruct, each completion with its <c>&lt;|endoftext|&gt;</c> (yizhongw/self-instruct, self_instruct/prepare_for_finetuning.py,
    /// encode_instance).
    /// </summary>
    public static PromptEncodings SelfInstruct { get; } = SelfInstructEncodings.Create();

    /// <summary>Those for examples that have an input.</summary>
    public IReadOnlyList<PromptEncoding> WithInput { get; }

    /// <summary>Those for examples that have none, or only whitespace.</summary>
    public IReadOnlyList<PromptEncoding> WithoutInput { get; }

    /// <summary>Draws the encoding of an example.</summary>
    /// <param name="example">One turn of user and assistant.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="index">The example's place among its fellows.</param>
    /// <exception cref="TemplateException">The example is more than one turn.</exception>
    public PromptEncoding Choose(Example example, long seed, long index)
    {
        ArgumentNullException.ThrowIfNull(example);
        var encodings = Parts(example).Input.Length > 0 ? WithInput : WithoutInput;
        var left = new RandomKeys(seed).Fraction(index) * Total(encodings);
        for (var i = 0; i < encodings.Count - 1; i++)
        {
            left -= encodings[i].Weight;
            if (left < 0)
            {
                return encodings[i];
            }
        }

        return encodings[^1];
    }

    /// <summary>Draws an encoding and applies it.</summary>
    /// <param name="example">One turn of user and assistant.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="index">The example's place among its fellows.</param>
    /// <exception cref="TemplateException">The example is more than one turn.</exception>
    public Example Encode(Example example, long seed, long index) => Choose(example, seed, index).Encode(example);

    /// <summary>
    /// A query with solved ones before it, as Tülu shows Super-NaturalInstructions: the instruction, then <c>Input:</c> and <c>Output:</c> for each, each text
    /// without the whitespace around it (allenai/open-instruct, reformat_datasets.py, encode_few_shot_example).
    /// </summary>
    /// <param name="query">The query: its instruction is that of all, its output the completion.</param>
    /// <param name="solved">The solved ones; only their inputs and outputs are shown.</param>
    /// <exception cref="TemplateException">An example is more than one turn.</exception>
    public static Example FewShot(Example query, IReadOnlyList<Example> solved)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(solved);
        var (instruction, last, output) = Parts(query);
        var prompt = new StringBuilder(instruction).Append("\n\n");
        foreach (var shot in solved)
        {
            var (_, input, answer) = Parts(shot);
            prompt.Append("Input:\n").Append(input).Append("\nOutput:\n").Append(answer).Append("\n\n");
        }

        prompt.Append("Input:\n").Append(last).Append("\nOutput:\n");
        return query.WithTurn(prompt.ToString(), default, output);
    }

    internal static (string Instruction, string Input, string Output) Parts(Example example) =>
        example.TryAsTurns(out _, out var history, out var instruction, out var input, out var output, out var why) && history.Count == 0
            ? (TextEnds.Strip(instruction).ToString(), TextEnds.Strip(input).ToString(), TextEnds.Strip(output).ToString())
            : throw new TemplateException($"one turn is encoded, but {why ?? $"the example has {(history.Count / 2) + 1}"}", "encoding");

    private static double Total(IReadOnlyList<PromptEncoding> encodings)
    {
        var total = 0.0;
        for (var i = 0; i < encodings.Count; i++)
        {
            total += encodings[i].Weight;
        }

        return total;
    }

    private static IReadOnlyList<PromptEncoding> Checked(IReadOnlyList<PromptEncoding> encodings, string name)
    {
        ArgumentNullException.ThrowIfNull(encodings, name);
        foreach (var encoding in encodings)
        {
            if (!(encoding.Weight >= 0) || double.IsInfinity(encoding.Weight))
            {
                throw new ArgumentException($"the weight {encoding.Weight} is negative or no number", name);
            }
        }

        return Total(encodings) > 0 ? encodings : throw new ArgumentException("no encoding has a weight above zero", name);
    }
}
