using DatasetKit.Excel.Tests;
using DatasetKit.Recipes;

namespace DatasetKit.Cli.Tests.Commands;

public sealed class RecipeCommandTests : IDisposable
{
    private readonly Workspace _folder = new();

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Join(folder.FullName, "DatasetKit.sln")))
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }

    public static TheoryData<string> Names => [.. Recipe.Known.Select(recipe => recipe.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_command_of_a_page_does_on_its_sample_what_the_page_says(string name)
    {
        var page = File.ReadAllText(Path.Join(Root, "docs", "recipes", name + ".md"));
        var command = Block(page, "sh").Single(line => line.StartsWith("datasetkit recipe run ", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Path.Join(Root, "samples", "recipes", name)))
        {
            File.Copy(file, _folder.At(Path.GetFileName(file)));
        }

        var result = Tool.Run(_folder.Path, command.Split(' ')[1..]);

        Assert.True(result.Exit is 0 or 1, result.Error);
        Assert.All(Block(page, "text"), line => Assert.Contains(line + "\n", result.Error, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Show_says_what_is_and_what_is_not_reproduced(string name)
    {
        var recipe = Recipe.Find(name)!;
        var shown = Tool.Run(_folder.Path, "recipe", "show", name).Output;

        Assert.All(recipe.Steps, step => Assert.Contains($"  {step.Name}{(step.IsReproduced ? "" : " (not reproduced)")}\n", shown, StringComparison.Ordinal));
        Assert.All(recipe.Parameters, parameter => Assert.Contains($"  {parameter.Name}=", shown, StringComparison.Ordinal));
        Assert.Contains(recipe.Title, Tool.Run(_folder.Path, "recipe", "list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void How_files_are_read_can_be_said_also_to_a_recipe()
    {
        _folder.Put("cut.json", "[{\"instruction\":\"a\",\"context\":\"\",\"response\":\"b\",\"category\":\"open_qa\"},{\"instruction\":\"a\"");
        Assert.Contains("--lenient", Tool.Run(_folder.Path, "recipe", "run", "dolly", "cut.json", "-o", "out.jsonl").Error, StringComparison.Ordinal);
        Assert.Equal(1, Tool.Run(_folder.Path, "recipe", "run", "dolly", "cut.json", "--lenient", "-o", "out.jsonl").Exit);
        Assert.Equal("""{"instruction":"a","context":"","response":"b","category":"open_qa"}""" + "\n", _folder.Read("out.jsonl"));
    }

    /// <summary>The hard-coded examples of Tülu are a workbook (allenai/open-instruct:scripts/data/sft_v1_v2/reformat_datasets.py, convert_hard_coded_data).</summary>
    [Fact]
    public void A_source_of_a_recipe_may_be_a_workbook()
    {
        string[][] rows = [[Workbook.Text("Prompt"), Workbook.Text("Output")], [Workbook.Text("Who are you?"), Workbook.Text("A model.")]];
        Workbook.Write(_folder.At("hard.xlsx"), ("one", rows), ("two", rows));
        _folder.Put("mix.yaml", "sources:\n  - {dataset: hard_coded, files: hard.xlsx, repeat: 3, filter: none}\n");

        var unnamed = Tool.Run(_folder.Path, "recipe", "run", "tulu", "--param", "mix=mix.yaml", "-o", "out.jsonl");
        Assert.Equal(3, unnamed.Exit);
        Assert.Contains("--sheet", unnamed.Error, StringComparison.Ordinal);

        var result = Tool.Run(_folder.Path, "recipe", "run", "tulu", "--param", "mix=mix.yaml", "--sheet", "two", "-o", "out.jsonl");
        Assert.Equal(0, result.Exit);
        Assert.Equal(
            string.Concat(Enumerable.Repeat("""{"id":"hard_coded_0","messages":[{"role":"user","content":"Who are you?"},{"role":"assistant","content":"A model."}],"dataset":"hard_coded"}""" + "\n", 3)),
            _folder.Read("out.jsonl"));
    }

    [Fact]
    public void What_a_step_left_out_is_written_with_its_reason_and_place()
    {
        _folder.Put("in.jsonl", "{\"id\":\"a\",\"conversations\":[{\"from\":\"human\",\"value\":\"What is the tallest tree?\"},{\"from\":\"gpt\",\"value\":\"A coast redwood.\"}],\"plugins\":[]}\n");

        var result = Tool.Run(_folder.Path, "recipe", "run", "vicuna", "in.jsonl", "-o", "out.jsonl", "--dropped", "dropped.jsonl", "--json");

        Assert.Equal(0, result.Exit);
        Assert.StartsWith("{\"step\":\"plugins\",\"reason\":\"plugin\",\"source\":\"in.jsonl\",\"line\":1,\"byte\":0,\"length\":", _folder.Read("dropped.jsonl"), StringComparison.Ordinal);
        Assert.Contains("\"name\":\"plugins\",\"read\":1,\"added\":0,\"kept\":0,\"dropped\":{\"plugin\":1}", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_are_read_as_the_options_say()
    {
        _folder.Put("in.tsv", "who\tasked\tsaid\nu1\tWhat is an owl?\tA bird.\n");
        var result = Tool.Run(_folder.Path, "recipe", "run", "instructgpt", "in.tsv", "--map", "instruction=asked", "--map", "output=said", "--param", "train-share=1", "-o", "out.jsonl");
        Assert.Equal((0, "{\"prompt\":\"What is an owl?\",\"completion\":\"A bird.\"}\n"), (result.Exit, _folder.Read("out.jsonl")));

        // The first record would be another format's by its fields.
        _folder.Put("in.jsonl", "{\"prompt\":\"q\",\"completion\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"m\"},{\"role\":\"assistant\",\"content\":\"n\"}]}\n");
        Assert.Equal(0, Tool.Run(_folder.Path, "recipe", "run", "instructgpt", "in.jsonl", "--from", "prompt-completion", "--param", "train-share=1", "-o", "named.jsonl").Exit);
        Assert.StartsWith("{\"prompt\":\"q\"", _folder.Read("named.jsonl"), StringComparison.Ordinal);

        _folder.Put("empty.jsonl", "");
        Assert.Equal(0, Tool.Run(_folder.Path, "recipe", "run", "vicuna", "empty.jsonl", "--allow-empty", "-o", "none.jsonl").Exit);
        Assert.Contains("there is none", Tool.Run(_folder.Path, "recipe", "run", "lima", "--from", "lima", "-o", "x.jsonl").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "did you mean vicuna?", "vicunia", "in.jsonl")]
    [InlineData(2, "did you mean max-tokens?", "vicuna", "in.jsonl", "--param", "maxtokens=5")]
    [InlineData(2, "max-tokens takes a whole number from 1, not \"0\"", "vicuna", "in.jsonl", "--param", "max-tokens=0")]
    [InlineData(2, "given twice", "vicuna", "in.jsonl", "--param", "seed=1", "--param", "seed=2")]
    [InlineData(2, "--param takes NAME=VALUE", "vicuna", "in.jsonl", "--param", "seed")]
    [InlineData(2, "needs an input", "vicuna")]
    [InlineData(2, "put {split} into the output's name", "dolly", "in.jsonl", "--param", "test-share=0.1")]
    [InlineData(3, "missing.jsonl: error DK9301", "vicuna", "missing.jsonl")]
    public void A_wrong_call_stops_before_a_record_is_read(int exit, string says, params string[] arguments)
    {
        _folder.Put("in.jsonl", "this is no JSON at all\n");

        var result = Tool.Run(_folder.Path, ["recipe", "run", .. arguments, "-o", "out.jsonl"]);

        Assert.True(result.Exit == exit, $"exit {result.Exit}: {result.Error}");
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.Equal(["in.jsonl"], _folder.Files);
    }

    private static List<string> Block(string page, string language)
    {
        var lines = page.Split('\n').ToList();
        var start = lines.IndexOf("```" + language) + 1;
        return start == 0 ? [] : lines[start..lines.IndexOf("```", start)];
    }
}
