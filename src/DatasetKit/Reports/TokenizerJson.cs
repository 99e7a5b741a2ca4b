namespace DatasetKit.Reports;

/// <summary>What is to be known about tokenizers, for machines: one JSON object on one line.</summary>
internal static class TokenizerJson
{
    /// <summary>The embedded ones.</summary>
    public static string OfKnown() => JsonReport.Write(json =>
    {
        json.WriteStartArray("tokenizers");
        foreach (var info in Tokenizer.Known)
        {
            json.WriteStartObject();
            json.WriteString("tokenizer", info.Name);
            json.WriteString("description", info.Description);
            json.WriteNumber("vocabulary", info.VocabularySize);
            json.WriteStartArray("models");
            foreach (var model in info.Models)
            {
                json.WriteStringValue(model);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>What is in one.</summary>
    public static string Of(Tokenizer tokenizer) => JsonReport.Write(json =>
    {
        json.WriteString("tokenizer", tokenizer.Name);
        json.WriteBoolean("finds_special_tokens", tokenizer.FindsSpecialTokens);
        json.WriteStartArray("details");
        foreach (var (section, text) in tokenizer.Details)
        {
            json.WriteStartObject();
            json.WriteString("section", section);
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
