using System.Globalization;
using DatasetKit.Internals;
using DatasetKit.Tokenization;

namespace DatasetKit;

public abstract partial class Tokenizer
{
    /// <summary>The tokenizer of GPT-4o and later OpenAI models: 199,998 tokens, embedded, exact.</summary>
    public static Tokenizer O200kBase { get; } = Embedded("o200k_base", "o200k_base", static name => new Scanner<O200kScanner>(name), () => new()
    {
        [199999] = "<|endoftext|>",
        [200018] = "<|endofprompt|>",
    });

    /// <summary>The tokenizer of gpt-oss: the tokens of <see cref="O200kBase"/> and 1,090 special ones, embedded, exact.</summary>
    public static Tokenizer O200kHarmony { get; } = Embedded("o200k_harmony", "o200k_base", static name => new Scanner<O200kScanner>(name), Harmony);

    /// <summary>The tokenizer of GPT-4 and GPT-3.5 Turbo: 100,256 tokens, embedded, exact.</summary>
    public static Tokenizer Cl100kBase { get; } = Embedded("cl100k_base", "cl100k_base", static name => new Scanner<Cl100kScanner>(name), () => new()
    {
        [100257] = "<|endoftext|>",
        [100258] = "<|fim_prefix|>",
        [100259] = "<|fim_middle|>",
        [100260] = "<|fim_suffix|>",
        [100276] = "<|endofprompt|>",
    });

    /// <summary>The tokenizer of Codex and text-davinci-003: the tokens of <see cref="R50kBase"/> and 24 runs of spaces, embedded, exact.</summary>
    public static Tokenizer P50kBase { get; } = Embedded("p50k_base", "p50k_base", static name => new Scanner<Gpt2Scanner>(name), () => new() { [50256] = "<|endoftext|>" });

    /// <summary>The tokenizer of GPT-2 and GPT-3: 50,256 tokens, embedded, exact.</summary>
    public static Tokenizer R50kBase { get; } = Embedded("r50k_base", "p50k_base", static name => new Scanner<Gpt2Scanner>(name), () => new() { [50256] = "<|endoftext|>" }, 50_256);

    // The tokens of p50k_base; the edit models' own special ones, found in text only on request, are all that sets it apart.
    private static readonly Tokenizer s_p50kEdit = Embedded("p50k_edit", "p50k_base", static name => new Scanner<Gpt2Scanner>(name), () => new()
    {
        [50256] = "<|endoftext|>",
        [50281] = "<|fim_prefix|>",
        [50282] = "<|fim_middle|>",
        [50283] = "<|fim_suffix|>",
    });

    private static readonly Tokenizer[] s_embedded = [O200kBase, O200kHarmony, Cl100kBase, s_p50kEdit, P50kBase, R50kBase];

    /// <summary>The embedded tokenizers, in the order in which they are listed to a person.</summary>
    /// <remarks>Which model uses which: openai/tiktoken:tiktoken/model.py (4e71bbe); the special tokens of gpt-oss are those of its own <c>tokenizer.json</c>.</remarks>
    public static IReadOnlyList<TokenizerInfo> Known => Catalogue.All;

    /// <summary>Finds an embedded tokenizer.</summary>
    /// <param name="name">Its own name (<c>o200k_base</c>) or that of a model that uses it (<c>gpt-4o</c>, also with a date or
    /// size after it: <c>gpt-4o-mini-2024-07-18</c>, and as it was made by fine-tuning: <c>ft:gpt-4o-mini:us::abc</c>). Case does not matter.</param>
    /// <returns>The one shared instance; its tables are loaded when it is first used.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="TokenizerException">No embedded tokenizer has this name; the message lists the names.</exception>
    public static Tokenizer Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name) ?? throw new TokenizerException(
            $"There is no tokenizer '{name}'.{Suggestion(name)} The names are {string.Join(" and ", Known.Select(info => $"{info.Name} (or {string.Join(", ", info.Models)})"))}.");
    }

    private static Tokenizer? Find(string name)
    {
        // By its own name it is found without all the other names, which take longer to set up than a short text to count.
        if (Array.Find(s_embedded, tokenizer => name.Equals(tokenizer.Name, StringComparison.OrdinalIgnoreCase)) is { } named)
        {
            return named;
        }

        ReadOnlySpan<char> model = BaseModel(name);
        for (int i = 0; i < Known.Count; i++)
        {
            foreach (string known in Known[i].Models)
            {
                if (IsOf(known, model))
                {
                    return s_embedded[i];
                }
            }
        }

        return null;
    }

    /// <summary>The model that a fine-tuned one was made from: <c>ft:gpt-4o-mini:us::abc</c>, and <c>davinci:ft-us</c> of old.</summary>
    private static ReadOnlySpan<char> BaseModel(ReadOnlySpan<char> name)
    {
        const string Mark = "ft:";
        name = name.StartsWith(Mark, StringComparison.OrdinalIgnoreCase) ? name[Mark.Length..] : name;
        int colon = name.IndexOf(':');
        return colon < 0 ? name : name[..colon];
    }

    /// <summary>Whether a name is that of a model or of one of its versions: <c>gpt-4-turbo</c> is one of gpt-4, <c>gpt-4o</c> is not, <c>gpt-5.1</c> is one of gpt-5.</summary>
    private static bool IsOf(string model, ReadOnlySpan<char> name) =>
        name.StartsWith(model, StringComparison.OrdinalIgnoreCase) && (name.Length == model.Length || name[model.Length] == '-' || model == "gpt-5" && name[model.Length] == '.');

    /// <summary>The name that was perhaps meant; nothing where a path was.</summary>
    private static string Suggestion(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny('/', '\\') || Path.HasExtension(name) && !name.StartsWith("gpt", StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        string[] names = [.. Known.SelectMany(info => info.Models.Prepend(info.Name))];
        string? near = Array.Find(names, known => name.Length > 2 && known.StartsWith(name, StringComparison.OrdinalIgnoreCase)) ?? NearestName.Of(name, names);
        return near is null ? "" : $" Did you mean {near}?";
    }

    private static PipelineTokenizer Embedded(string name, string file, Func<string, Scanner> scanner, Func<Dictionary<int, string>> special, int limit = int.MaxValue) =>
        new(name, findsSpecialTokens: false, new(() => TiktokenPipeline.Create(
            RankTable.Load(file, limit), scanner(name), special())));

    private static Dictionary<int, string> Harmony()
    {
        Dictionary<int, string> special = new()
        {
            [199998] = "<|startoftext|>",
            [199999] = "<|endoftext|>",
            [200002] = "<|return|>",
            [200003] = "<|constrain|>",
            [200005] = "<|channel|>",
            [200006] = "<|start|>",
            [200007] = "<|end|>",
            [200008] = "<|message|>",
            [200012] = "<|call|>",
            [200018] = "<|endofprompt|>",
        };
        for (int id = 200000; id < 201088; id++)
        {
            special.TryAdd(id, string.Create(CultureInfo.InvariantCulture, $"<|reserved_{id}|>"));
        }

        return special;
    }
}
