namespace DatasetKit.Formats;

/// <summary>UltraChat's evaluation set: <c>class</c>, which has spaces around it, and <c>data</c>, a question (thunlp/UltraChat, data/ultra_eval.json).</summary>
internal sealed class UltraEvalFormat() : SingleTurnFormat(
    "ultra-eval",
    "class, data: questions (UltraChat's evaluation set)",
    new TurnNames { KindFirst = true, Category = "class", Instruction = "data" })
{
    public override bool Matches(Record record) => record.Has("class") && record.Peek("data").IsString;
}
