namespace DatasetKit.Reports;

/// <summary>The report of a run that showed examples, as one JSON object.</summary>
internal static class RenderedJson
{
    public static string Of(BuildReport report, PromptTemplate template, RenderedTotals totals) => JsonReport.Of(report, json =>
    {
        json.WriteString("template", template.Name);
        json.WriteNumber("characters", totals.Characters);
        json.WriteNumber("trained_characters", totals.Trained);
        if (totals.Tokens is { } tokens)
        {
            json.WriteNumber("tokens", tokens);
            json.WriteNumber("trained_tokens", totals.TrainedTokens);
        }
    });
}
