using static DatasetKit.Excel.Tests.Workbook;

namespace DatasetKit.Excel.Tests;

public sealed class ExcelContainerTests
{
    private static readonly ReadOptions WithExcel = new() { Containers = [new ExcelContainer()] };
    private static readonly string[] Header = [Text("Prompt"), Text("Output")];

    [Fact]
    public async Task Tulus_hard_coded_examples_become_messages()
    {
        using var folder = new TempFolder();
        Write(folder["a.xlsx"], ("Sheet1", [Header, [Text("Who are you?"), Text("I am Sample,\na \"model\". é😀")], [Text("Really?"), Text("Yes.")]]));
        var report = await Dataset.Read(folder["a.xlsx"], WithExcel).WriteAsync(folder["out.jsonl"], RecordFormat.OpenAIChat, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                """{"messages":[{"role":"user","content":"Who are you?"},{"role":"assistant","content":"I am Sample,\na \"model\". é😀"}]}""",
                """{"messages":[{"role":"user","content":"Really?"},{"role":"assistant","content":"Yes."}]}""",
            ],
            File.ReadAllLines(folder["out.jsonl"]));
        Assert.Equal(("Excel", "hard-coded", 2), (report.Inputs[0].Container, report.Inputs[0].Format, report.Ledger.Read));
    }

    [Fact]
    public async Task Numbers_dates_and_empty_cells_are_texts()
    {
        using var folder = new TempFolder();
        Write(folder["a.xlsx"], ("S", [[Text("instruction"), Text("output"), Text("category")], [Number("12.5"), Number("45322", style: 1)], [Error("#DIV/0!"), Number("3"), Text("x")]]));
        await Dataset.Read(folder["a.xlsx"], RecordFormat.Alpaca, WithExcel).WriteAsync(folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["""{"instruction":"12.5","input":"","output":"2024-01-31T00:00:00"}""", """{"instruction":"","input":"","output":"3"}"""],
            File.ReadAllLines(folder["out.jsonl"]));
    }

    [Fact]
    public async Task A_place_is_the_row_of_the_sheet()
    {
        using var folder = new TempFolder();
        Write(folder["a.xlsx"], ("S", [Header, [], [Text("Q"), Text("A")]]));
        var sources = new List<SourceLocation>();
        await Dataset.Read(folder["a.xlsx"], WithExcel).Where(example => { sources.Add(example.Source); return true; }).WriteAsync(folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(3, Assert.Single(sources).Line);
    }

    [Theory]
    [InlineData(null, "name the one to read with --sheet")]
    [InlineData("three", "no sheet \"three\"; it has \"one\", \"two\", \"empty\"")]
    public async Task A_sheet_that_cannot_be_told_is_asked_for(string? sheet, string message)
    {
        using var folder = new TempFolder();
        Write(folder["a.xlsx"], ("one", [Header, [Text("Q"), Text("1")]]), ("two", [Header, [Text("Q"), Text("2")]]), ("empty", []));
        var fault = await Assert.ThrowsAsync<InputException>(() => Dataset.Read(folder["a.xlsx"], new ReadOptions { Containers = [new ExcelContainer(sheet)] }).WriteAsync(folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_is_chosen_by_its_name()
    {
        using var folder = new TempFolder();
        Write(folder["a.xlsx"], ("one", [Header, [Text("Q"), Text("1")]]), ("two", [Header, [Text("Q"), Text("2")]]));
        await Dataset.Read(folder["a.xlsx"], new ReadOptions { Containers = [new ExcelContainer("two")] }).WriteAsync(folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("\"output\":\"2\"", File.ReadAllText(folder["out.jsonl"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_can_be_replaced_or_missing()
    {
        using var folder = new TempFolder();
        Write(folder["a.xlsx"], ("S", [[Text("Q"), Text("A")]]));
        await Dataset.Read(folder["a.xlsx"], WithExcel with { HasHeader = false, Columns = ["instruction", "output"] }).WriteAsync(folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("""{"instruction":"Q","input":"","output":"A"}""", Assert.Single(File.ReadAllLines(folder["out.jsonl"])));
    }

    [Fact]
    public async Task A_header_that_names_two_columns_alike_is_refused()
    {
        using var folder = new TempFolder();
        Write(folder["a.xlsx"], ("S", [[Text("Prompt"), Text("Prompt")], [Text("Q"), Text("A")]]));
        var fault = await Assert.ThrowsAsync<InputException>(() => Dataset.Read(folder["a.xlsx"], WithExcel).WriteAsync(folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("two columns are called \"Prompt\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_beyond_the_header_is_refused()
    {
        using var folder = new TempFolder();
        Write(folder["a.xlsx"], ("S", [Header, [Text("Q"), Text("A"), Text("lost")]]));
        var fault = await Assert.ThrowsAsync<InputException>(() => Dataset.Read(folder["a.xlsx"], WithExcel).WriteAsync(folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("value in column 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_broken_workbook_is_refused_with_its_reason()
    {
        using var folder = new TempFolder();
        Write(folder["whole.xlsx"], ("S", [Header, [Text("Q"), Text("A")]]));
        var whole = File.ReadAllBytes(folder["whole.xlsx"]);
        for (var length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(folder["a.xlsx"], whole[..length]);
            var fault = await Assert.ThrowsAsync<InputException>(() => Dataset.Read(folder["a.xlsx"], WithExcel).WriteAsync(folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken));
            Assert.Contains("no workbook that can be read", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_annotations_of_Tulus_evaluation_are_read_row_by_row()
    {
        var path = SharedFolder.PathOf("data", "tulu", "eval_annotations_tulu_1.xlsx");
        using var folder = new TempFolder();
        var report = await Dataset.Read([path], null, FieldMapping.Parse(["prompt=prompt", "completion=completion_a"]), WithExcel)
            .WriteAsync(folder["out.jsonl"], RecordFormat.PromptCompletion, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.IsClean, report.Findings.Count == 0 ? null : report.Findings[0].First[0].ToString());
        Assert.Equal(1150, report.Ledger.Written);
    }
}
