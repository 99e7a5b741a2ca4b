using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>The ways to count: one visible line each.</summary>
public abstract partial class TokenCounter
{
    /// <summary>
    /// Each text of an example by itself: what a template puts around them is not counted. Trained is what the assistant says, unless its message is
    /// marked as not trained, and all of a plain text. The fastest way.
    /// </summary>
    /// <param name="tokenizer">The model's own tokenizer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tokenizer"/> is null.</exception>
    public static TokenCounter OfTexts(Tokenizer tokenizer) => new TextCounter(tokenizer);

    /// <summary>
    /// The text that a template makes of an example, as a trainer's tokenizer sees it: a special token is one token, what the tokenizer's file puts around a
    /// text is added unless the template has written it already, and a token is trained when one of its characters carries loss.
    /// </summary>
    /// <param name="tokenizer">The model's own tokenizer.</param>
    /// <param name="template">The template.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static TokenCounter Rendered(Tokenizer tokenizer, PromptTemplate template) => new RenderedCounter(tokenizer, template);

    /// <summary>
    /// The rules by which OpenAI counts the messages of its hosted chat models: a fixed overhead for each message, name and example beside the tokens of role and
    /// text. The rules stand in a dated file (docs/count.md); tool definitions are counted as their JSON text, which is an estimate.
    /// </summary>
    /// <param name="tokenizer">The model's own tokenizer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tokenizer"/> is null.</exception>
    /// <exception cref="TokenizerException">The file has no rules for this tokenizer.</exception>
    public static TokenCounter HostedChat(Tokenizer tokenizer) => new HostedChatCounter(tokenizer);
}
