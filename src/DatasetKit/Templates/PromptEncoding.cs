using System.Text;
using DatasetKit.Templates;

namespace DatasetKit;

/// <summary>One way to put a single turn into a prompt and a completion.</summary>
/// <param name="Prompt">The prompt, with <c>{instruction}</c> and <c>{input}</c> where these stand; all else is itself.</param>
/// <param name="Completion">The completion, with <c>{output}</c> where that stands.</param>
/// <param name="Weight">Its share among others, of any scale; not negative. Default 1.</param>
public sealed record PromptEncoding(string Prompt, string Completion, double Weight = 1)
{
    /// <summary>The example with this prompt as its instruction and this completion as its output; each text without the whitespace around it.</summary>
    /// <param name="example">One turn of user and assistant.</param>
    /// <exception cref="TemplateException">The example is more than one turn.</exception>
    public Example Encode(Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        var (instruction, input, output) = PromptEncodings.Parts(example);
        return example.WithTurn(Fill(Prompt, instruction, input, output), default, Fill(Completion, instruction, input, output));
    }

    /// <summary>Fills the places in one pass: braces in data are data.</summary>
    private static string Fill(string source, string instruction, string input, string output)
    {
        var filled = new StringBuilder();
        var rest = source.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open)
        {
            filled.Append(rest[..open]);
            var close = rest[open..].IndexOf('}') + open;
            var name = close < open ? default : rest[open..(close + 1)];
            var value = name switch { "{instruction}" => instruction, "{input}" => input, "{output}" => output, _ => null };
            filled.Append(value ?? "{");
            rest = rest[(value is null ? open + 1 : close + 1)..];
        }

        return filled.Append(rest).ToString();
    }
}
