// Turns a CSV file with the columns question, answer and category into Alpaca examples, and leaves out what is about billing.
// dotnet run --project samples/CsvToJsonLines -- samples/support-questions.csv faq.jsonl
using DatasetKit;

if (args is not [var input, var output])
{
    Console.Error.WriteLine("usage: CsvToJsonLines INPUT.csv OUTPUT.jsonl");
    return 2;
}

BuildReport report = await Dataset
    .ReadCsv(input, row => row["category"].ToString() == "billing" ? null : Example.Instruct(row["question"], row["answer"]))
    .WriteAsync(output, RecordFormat.Alpaca);

Console.WriteLine($"{report.Ledger.Read} read, {report.Ledger.Written} written, {report.Ledger.Filtered} left out, {report.Ledger.Rejected} rejected");
return report.IsClean ? 0 : 1;
