using System.Text;

namespace DatasetKit.Repository.Tests;

/// <summary>What is written of a code stands once, in its diagnostic; docs/codes.md repeats it for readers.</summary>
public class CodeDocumentationTests
{
    private const string Mark = "<!-- the codes -->\n";

    [Fact]
    public void Every_code_is_documented_as_its_diagnostic_says()
    {
        var written = RepositoryFolder.Read("docs/codes.md");
        var expected = written[..(written.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)] + string.Concat(Diagnostics.All.Select(Page));
        if (written != expected)
        {
            var path = Path.Join(AppContext.BaseDirectory, "codes.md");
            File.WriteAllText(path, expected);
            Assert.Fail($"docs/codes.md is not what the diagnostics say; copy {path} over it");
        }
    }

    [Fact]
    public void The_table_of_the_planned_codes_leads_to_codes_that_exist()
    {
        var table = RepositoryFolder.Read("docs/codes.md").Split(Mark)[0];
        var planned = table.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();

        Expect.None(planned.SelectMany(row => row[3].Split(", ")).Where(code => code.StartsWith("DK", StringComparison.Ordinal) && Diagnostics.Find(code) is null), "there is no such code");
        Expect.None(planned.GroupBy(row => row[1]).Where(group => group.Count() > 1).Select(group => group.Key), "stands twice");
    }

    [Fact]
    public void Every_rule_has_one_row()
    {
        var rows = RepositoryFolder.Read("docs/rules.md").Split('\n').Where(line => line.StartsWith("| DK", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries));

        Assert.Equal(
            Rule.Known.Select(rule => $"{rule.Code} {rule.Diagnostic.Name} {rule.Diagnostic.Severity.ToString().ToLowerInvariant()}"),
            rows.Select(row => $"{row[1]} {row[2]} {row[3]}"));
    }

    [Fact]
    public void Every_prompt_template_has_one_row()
    {
        var section = RepositoryFolder.Read("docs/templates.md").Split("\n## ").Single(part => part.StartsWith("Prompt templates\n", StringComparison.Ordinal));
        var rows = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1].Trim('`'));

        Assert.Equal(PromptTemplate.Known.Select(template => template.Name), rows);
    }

    [Fact]
    public void Every_chat_template_is_named()
    {
        var page = RepositoryFolder.Read("docs/templates.md");

        Expect.None(ChatTemplate.Known.Select(template => template.Name).Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), "name it in docs/templates.md");
    }

    private static string Page(Diagnostic diagnostic)
    {
        var page = new StringBuilder();
        page.Append($"\n## {diagnostic.Code} {diagnostic.Name}\n\n*{diagnostic.Severity}.* {diagnostic.What}\n\n**Why it is bad.** {diagnostic.Why}\n\n**What to do.** {diagnostic.Remedy}\n");
        if (diagnostic.Example is not null)
        {
            page.Append($"\n```json\n{diagnostic.Example}\n```\n");
        }

        return page.ToString();
    }
}
