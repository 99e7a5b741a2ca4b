using System.CommandLine;
using System.Text;
using DatasetKit.Cli.Terminal;
using DatasetKit.Internals;
using DatasetKit.Reports;
using DatasetKit.Templates;

namespace DatasetKit.Cli.Commands;

/// <summary>Lists the known templates, or shows one: its text and what it makes of a conversation.</summary>
internal static class TemplatesCommand
{
    private static readonly string[] s_turns = ["Name a colour.", "Red.", "Another?", "Blue."];

    public static Command Create()
    {
        var command = new Command("templates", """
            List the known templates, or show one: its source and a sample of what it prints.

            Examples:
              datasetkit templates
              datasetkit templates qwen3
              datasetkit templates llama3/tokenizer_config.json
            """);
        var name = new Argument<string?>("NAME|FILE") { Description = "A template by name, a file or a model's folder; all known ones are listed when left out", Arity = ArgumentArity.ZeroOrOne };
        command.Add(name);
        command.SetAction(result =>
        {
            StandardOutput.Write(result.GetValue(name) is { } chosen ? Pages(chosen) : List());
            return ExitCode.Clean;
        });
        return command;
    }

    private static string List()
    {
        var width = PromptTemplate.Known.Concat(ChatTemplate.Known).Max(template => template.Name.Length);
        return "prompt templates (--template):\n" + Rows(PromptTemplate.Known) + "\nchat templates (--chat-template):\n" + Rows(ChatTemplate.Known);

        string Rows(IReadOnlyList<PromptTemplate> templates) => Table.Of(templates.Select(template => ("  " + template.Name.PadRight(width), template.Description)));
    }

    /// <summary>The template, or the prompt template and the chat template where both have the name.</summary>
    private static string Pages(string name) =>
        Page(Templates.Load(name, chatFirst: false)) + (PromptTemplate.Find(name) is not null && ChatTemplate.Find(name) is { } chat ? "\nand as a chat template:\n\n" + Page(chat) : string.Empty);

    private static string Page(PromptTemplate template)
    {
        var page = new StringBuilder();
        page.Append(template.Name).Append(": ").Append(template.Description).Append('\n');
        if (template.SpecialTokens.Count > 0)
        {
            page.Append("\nspecial tokens, which are refused in content (DK2003): ").AppendJoin(", ", template.SpecialTokens.Select(Quoted)).Append('\n');
        }

        page.Append("\nsource:\n").Append(template.Written is { } source ? source + "\n" : "It is code: it shows any number of turns, which the placeholder language cannot.\n");
        return page.Append("\nsample:\n").Append(Sample(template)).ToString();
    }

    /// <summary>A conversation of two rounds with a system prompt, or the most that the template takes of it.</summary>
    private static string Sample(PromptTemplate template)
    {
        Message[] talk = [.. s_turns.Select((text, i) => new Message(i % 2 == 0 ? Role.User : Role.Assistant, text))];
        Example[] samples = [Example.Chat([new Message(Role.System, "Be brief."), .. talk]), Example.Chat(talk), Example.Instruct("Name the colour.", "Red.", "A ripe tomato.")];
        string? problem = null;
        foreach (var sample in samples)
        {
            if (RenderedExample.Of(template, sample, out var why) is { } rendered)
            {
                var page = new JsonBuffer(capacity: 1024);
                RenderedTextView.Write(page, rendered, MaskStyle.Marks);
                return Utf8Text.Decode(page.Written) + $"\n{RenderedTextView.Opening}…{RenderedTextView.Closing} is trained: {RenderedTotals.Words(rendered, null)}\n"
                    + (rendered.Hidden.Count == 0 ? string.Empty : $"not shown here: {string.Join(", ", rendered.Hidden)}\n");
            }

            problem ??= why;
        }

        return $"none: {problem}\n";
    }

    private static string Quoted(string token) => token.AsSpan().Trim().Length == token.Length ? token : $"\"{token.Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
