using DatasetKit.Internals;
using DatasetKit.Templates;

namespace DatasetKit;

/// <summary>The known templates: one visible line each.</summary>
public abstract partial class PromptTemplate
{
    /// <summary>
    /// Alpaca's training prompt, with and without an input; loss on the output and <c>&lt;/s&gt;</c>. Nothing stands between
    /// <c>### Response:</c> and the output. Source: tatsu-lab/stanford_alpaca, train.py, PROMPT_DICT.
    /// </summary>
    public static PromptTemplate Alpaca { get; } = AlpacaTemplate.Create();

    /// <summary>
    /// Vicuna v1.1 for conversations of any length; loss on each answer and its <c>&lt;/s&gt;</c>. Source: lm-sys/FastChat,
    /// fastchat/conversation.py (vicuna_v1.1) and fastchat/train/train.py.
    /// </summary>
    public static PromptTemplate Vicuna { get; } = new VicunaTemplate();

    /// <summary>
    /// Dolly 2.0's training prompt, with and without a context; loss on all after <c>### Response:\n</c>, <c>### End</c> included.
    /// Source: databrickslabs/dolly, training/consts.py and training/trainer.py.
    /// </summary>
    public static PromptTemplate Dolly { get; } = DollyTemplate.Create();

    /// <summary>All known templates.</summary>
    public static IReadOnlyList<PromptTemplate> Known { get; } =
    [
        Alpaca,
        Vicuna,
        new VicunaV0Template(),
        Dolly,
        JoinedTemplate.InstructGpt(),
        JoinedTemplate.Xp3(),
        JoinedTemplate.Flan(),
        new TuluTemplate(),
        new TuluCompletionTemplate(),
        WizardLmTemplate.Create(),
        WizardMathTemplate.Create(),
        new UltraLmTemplate(),
        new UltraLmLegacyTemplate(),
        Lima(),
        new OptImlTemplate(),
    ];

    /// <summary>
    /// LIMA: the utterances alone, each followed by a token that ends a turn and is not the one that ends a text; loss on the answers and their token. Source: arXiv
    /// 2305.11206, section 3, which names no spelling of the token.
    /// </summary>
    /// <param name="endOfTurn">The token, which the tokenizer must know. Default <c>&lt;|EOT|&gt;</c>, a spelling of this project's own.</param>
    /// <param name="trainsQuestions">Whether the user's utterances carry loss too. Default false.</param>
    public static PromptTemplate Lima(string endOfTurn = "<|EOT|>", bool trainsQuestions = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(endOfTurn);
        return new LimaTemplate(endOfTurn, trainsQuestions);
    }

    /// <summary>The known template of a name; null when there is none.</summary>
    /// <param name="name">For example <c>vicuna</c>.</param>
    public static PromptTemplate? Find(string name) => Known.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes a template of placeholder text (docs/templates.md).</summary>
    /// <param name="source">For example <c>Q: {instruction}\nA: {output}</c>.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="TemplateException">The text is no template.</exception>
    public static PromptTemplate FromText(string source, string name = "template") => PlaceholderEngine.Instance.Parse(source, name);

    /// <summary>
    /// Reads a template from a UTF-8 file of placeholder text, of which a newline at the very end is no part; or from one of alpaca-lora's JSON files
    /// (<c>prompt_input</c>, <c>prompt_no_input</c>), whose output is followed by <c>&lt;/s&gt;</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TemplateException">The file cannot be read or is no template.</exception>
    public static PromptTemplate FromFile(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var text = Utf8Text.Decode(bytes).TrimStart('\uFEFF');
            if (AlpacaLoraTemplate.IsOne(text))
            {
                return AlpacaLoraTemplate.Parse(text, Path.GetFileName(path));
            }

            return FromText(text.EndsWith('\n') ? text[..^1].TrimEnd('\r') : text, Path.GetFileName(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Text.DecoderFallbackException)
        {
            throw new TemplateException($"the template cannot be read: {fault.Message}", path);
        }
    }

    /// <summary>Renders an example.</summary>
    /// <param name="example">The example.</param>
    /// <exception cref="TemplateException">The template cannot show this example.</exception>
    public RenderedPrompt Render(Example example)
    {
        var buffer = new Internals.JsonBuffer(capacity: 1024);
        var writer = new PromptWriter(buffer, withSpans: true);
        var reason = Render(writer, example);
        return reason is null
            ? new RenderedPrompt(new Text(buffer.Written.ToArray(), 0, buffer.Length, Internals.TextForm.Escaped).ToString(), [.. writer.Spans])
            : throw new TemplateException(reason, Name);
    }
}
