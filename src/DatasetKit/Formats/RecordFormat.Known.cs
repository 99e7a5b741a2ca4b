using DatasetKit.Formats;

namespace DatasetKit;

/// <summary>The known formats: one visible line each, the most specific shape first.</summary>
public abstract partial class RecordFormat
{
    /// <summary>Messages with role and content (OpenAI, Azure OpenAI, Tulu): <c>openai</c>.</summary>
    public static RecordFormat OpenAIChat { get; } = new OpenAIChatFormat();

    /// <summary>Conversations of from and value (ShareGPT, Vicuna): <c>sharegpt</c>.</summary>
    public static RecordFormat ShareGpt { get; } = new ShareGptFormat();

    /// <summary>Instruction, context, response and category (Dolly 2.0): <c>dolly</c>.</summary>
    public static RecordFormat Dolly { get; } = new DollyFormat();

    /// <summary>Instruction, input and output (Alpaca): <c>alpaca</c>.</summary>
    public static RecordFormat Alpaca { get; } = new AlpacaFormat();

    /// <summary>Prompt and completion, as texts or as lists of messages: <c>prompt-completion</c>.</summary>
    public static RecordFormat PromptCompletion { get; } = new PromptCompletionFormat();

    /// <summary>One text without turns: <c>text</c>.</summary>
    public static RecordFormat PlainText { get; } = new PlainTextFormat();

    /// <summary>All known formats, in the order in which a record's shape is held against them.</summary>
    public static IReadOnlyList<RecordFormat> Known { get; } =
    [
        new KtoFormat(),
        new PreferenceFormat(),
        new LimaFormat(),
        new UltraChatFormat(),
        new UltraChatLegacyFormat(),
        OasstTrees(),
        new TuluEvalFormat(),
        new UltraChat200kFormat(),
        new TuluFormat(),
        OpenAIChat,
        new WizardLmV2Format(),
        ShareGpt,
        new RankingFormat(),
        new Gpt4LlmFormat(),
        new ScoreListFormat(),
        new NaturalInstructionsFormat(),
        new UnnaturalInstructionsFormat(),
        new SelfInstructFormat(),
        new ChainOfThoughtFormat(),
        new FlanFormat(),
        new Xp3Format(),
        new InstructGptFormat(),
        new InstructGptSamplesFormat(),
        Dolly,
        new DollyParsedFormat(),
        Alpaca,
        new WizardLmFormat(),
        PromptCompletion,
        new BaizeFormat(),
        new OpenOrcaFormat(),
        new ScienceFormat(),
        new OptImlFormat(),
        new HardCodedFormat(),
        new WizardLmTestFormat(),
        new UltraEvalFormat(),
        new PromptFormat(),
        PlainText,
    ];

    /// <summary>
    /// OpenAssistant's trees, of which every path that ends with an answer is an example. Replies that are not followed, deleted messages and paths that end
    /// with a question are counted as filtered.
    /// </summary>
    /// <param name="topReplies">How many replies to a message are followed, from the best by <c>labels.quality</c>; at least 1. Null (default) for all.</param>
    public static RecordFormat OasstTrees(int? topReplies = null)
    {
        if (topReplies is { } top)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(top, 1, nameof(topReplies));
        }

        return new OasstFormat(topReplies);
    }

    /// <summary>
    /// Text as a template shows it, for trainers that take text: <c>{"text": …}</c>. It is written, not read: an example that the template cannot show is rejected.
    /// </summary>
    /// <param name="template">A prompt template, or the chat template of a model.</param>
    public static RecordFormat RenderedText(PromptTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new RenderedTextFormat(template, withSpans: false);
    }

    /// <summary>
    /// Text as a template shows it and the parts of it that carry loss: <c>{"text": …, "spans": [[start, end], …]}</c>, in code points from 0, the end not
    /// included. It is written, not read.
    /// </summary>
    /// <param name="template">A prompt template, or the chat template of a model.</param>
    public static RecordFormat RenderedSpans(PromptTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new RenderedTextFormat(template, withSpans: true);
    }

    /// <summary>The known format of a name; null when there is none.</summary>
    /// <param name="name">For example <c>alpaca</c>.</param>
    public static RecordFormat? Find(string name)
    {
        foreach (var format in Known)
        {
            if (string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>The first known format whose shape a record has; null when there is none.</summary>
    /// <param name="record">The record.</param>
    public static RecordFormat? Detect(Record record)
    {
        foreach (var format in Known)
        {
            if (format.Matches(record))
            {
                return format;
            }
        }

        return null;
    }
}
