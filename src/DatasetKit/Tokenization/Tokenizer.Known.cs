using DatasetKit.Tokenization;

namespace DatasetKit;

public abstract partial class Tokenizer
{
    /// <summary>The tokenizer of GPT-4o and later OpenAI models: 199,998 tokens, embedded, exact.</summary>
    public static Tokenizer O200kBase { get; } = new TiktokenTokenizer<O200kScanner>("o200k_base", new Dictionary<int, string>
    {
        [199999] = "<|endoftext|>",
        [200018] = "<|endofprompt|>",
    });

    /// <summary>The tokenizer of GPT-4 and GPT-3.5 Turbo: 100,256 tokens, embedded, exact.</summary>
    public static Tokenizer Cl100kBase { get; } = new TiktokenTokenizer<Cl100kScanner>("cl100k_base", new Dictionary<int, string>
    {
        [100257] = "<|endoftext|>",
        [100258] = "<|fim_prefix|>",
        [100259] = "<|fim_middle|>",
        [100260] = "<|fim_suffix|>",
        [100276] = "<|endofprompt|>",
    });

    /// <summary>The embedded tokenizers, in the order in which they are listed to a person.</summary>
    /// <remarks>Which model uses which: npm tiktoken 1.0.22, <c>model_to_encoding.json</c>; gpt-oss has the tokens of o200k_base and more special ones.</remarks>
    public static IReadOnlyList<TokenizerInfo> Known { get; } =
    [
        new("o200k_base", "GPT-4o and later OpenAI models", 199_998,
            ["gpt-5", "gpt-4.5", "gpt-4.1", "gpt-4o", "chatgpt-4o", "gpt-oss", "o4", "o3", "o1"]),
        new("cl100k_base", "GPT-4, GPT-3.5 Turbo and OpenAI's embedding models", 100_256,
            ["gpt-4", "gpt-3.5-turbo", "gpt-35-turbo", "text-embedding-3", "text-embedding-ada-002", "davinci-002", "babbage-002"]),
    ];

    /// <summary>Finds an embedded tokenizer.</summary>
    /// <param name="name">Its own name (<c>o200k_base</c>) or that of a model that uses it (<c>gpt-4o</c>, also with a date or
    /// size after it: <c>gpt-4o-mini-2024-07-18</c>). Case does not matter.</param>
    /// <returns>The one shared instance; its tables are loaded when it is first used.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="TokenizerException">No embedded tokenizer has this name; the message lists the names.</exception>
    public static Tokenizer Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (TokenizerInfo info in Known)
        {
            if (name.Equals(info.Name, StringComparison.OrdinalIgnoreCase) || info.Models.Any(model => IsOf(model, name)))
            {
                return info.Name == O200kBase.Name ? O200kBase : Cl100kBase;
            }
        }

        throw new TokenizerException(
            $"There is no tokenizer '{name}'. The names are {string.Join(" and ", Known.Select(info => $"{info.Name} (or {string.Join(", ", info.Models)})"))}.");
    }

    /// <summary>Whether a name is that of a model or of one of its versions: <c>gpt-4-turbo</c> is one of gpt-4, <c>gpt-4o</c> is not.</summary>
    private static bool IsOf(string model, string name) =>
        name.StartsWith(model, StringComparison.OrdinalIgnoreCase) && (name.Length == model.Length || name[model.Length] == '-');
}
