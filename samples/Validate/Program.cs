// Checks a dataset with the default rules and a limit on tokens, writes what passes, and prints what does not.
// dotnet run --project samples/Validate -- samples/support-questions.csv checked.jsonl
using DatasetKit;

if (args is not [var input, var output])
{
    Console.Error.WriteLine("usage: Validate INPUT OUTPUT.jsonl");
    return 2;
}

BuildReport report = await Dataset.Read(input)
    .Validate(RuleSet.Default)
    .LimitTokens(2048, Tokenizer.O200kBase)
    .WriteAsync(output, RecordFormat.OpenAIChat);

foreach (FindingGroup group in report.Findings)
{
    Console.WriteLine($"{group.Count} times {group.Diagnostic}, first: {group.First[0]}");
}

Console.WriteLine($"{report.Ledger.Written} of {report.Ledger.Read} examples passed");
return report.IsClean ? 0 : 1;
