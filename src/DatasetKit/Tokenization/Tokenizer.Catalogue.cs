namespace DatasetKit;

public abstract partial class Tokenizer
{
    /// <summary>The list of the embedded tokenizers, apart because most who load one do not ask for it, and to set it up takes longer than to count a short text.</summary>
    private static class Catalogue
    {
        internal static readonly IReadOnlyList<TokenizerInfo> All =
        [
            new("o200k_base", "GPT-4o and later OpenAI models", 199_998, ["gpt-5", "gpt-4.5", "gpt-4.1", "gpt-4o", "chatgpt-4o", "o4", "o3", "o1"]),
            new("o200k_harmony", "gpt-oss: o200k_base with the special tokens of its chat format", 199_998, ["gpt-oss"]),
            new("cl100k_base", "GPT-4, GPT-3.5 Turbo and OpenAI's embedding models", 100_256,
                ["gpt-4", "gpt-3.5-turbo", "gpt-3.5", "gpt-35-turbo", "text-embedding-3", "text-embedding-ada-002", "davinci-002", "babbage-002"]),
            new("p50k_edit", "the edit models: p50k_base with the special tokens of filling in", 50_280, ["text-davinci-edit", "code-davinci-edit"]),
            new("p50k_base", "Codex and text-davinci-003", 50_280,
                ["text-davinci-003", "text-davinci-002", "code-davinci", "code-cushman", "davinci-codex", "cushman-codex"]),
            new("r50k_base", "GPT-2 and GPT-3", 50_256,
            [
                "gpt2", "gpt-2", "text-davinci-001", "text-curie-001", "text-babbage-001", "text-ada-001", "davinci", "curie", "babbage", "ada",
                "text-similarity", "text-search", "code-search",
            ]),
        ];
    }
}
