// Counts the tokens of a dataset's answers as a model counts them, and says which one is the longest.
// dotnet run --project samples/CountTokens -- samples/support-questions.csv gpt-4o
using DatasetKit;

if (args is not [var input, var model])
{
    Console.Error.WriteLine("usage: CountTokens INPUT MODEL");
    return 2;
}

Tokenizer tokenizer = Tokenizer.Get(model);
int examples = 0, total = 0, most = 0;
string longest = "";
await foreach (Example example in Dataset.Read(input))
{
    int tokens = tokenizer.CountTokens(example.Output.ToString());
    examples++;
    total += tokens;
    (most, longest) = tokens > most ? (tokens, example.Instruction.ToString()) : (most, longest);
}

Console.WriteLine($"{examples} examples, {total} tokens in their answers ({tokenizer.Name})");
Console.WriteLine($"the longest answer has {most}: {longest}");
return 0;
