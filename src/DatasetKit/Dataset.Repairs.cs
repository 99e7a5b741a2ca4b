using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>What is put right on request, with a warning for each example that was changed.</summary>
public sealed partial class Dataset
{
    /// <summary>
    /// Joins messages of the same side that follow each other, user after user or assistant after assistant, with a blank line between them.
    /// Messages that differ in more than their text (name, weight, metadata, a call, media) stay apart, and DK1008 rejects the example.
    /// </summary>
    public Dataset MergeSameRole() => new(new StageNode(_node, keeps: false, (run, next) => new MergeSameRoleStage(run, next)));

    /// <summary>
    /// Breaks the spelling of special tokens in content with a space, <c>&lt;/s&gt;</c> into <c>&lt; /s&gt;</c>, so that no tokenizer takes it for
    /// the token. Plain texts are left as they are: they may hold tokens.
    /// </summary>
    /// <param name="template">Its own special tokens are broken too; null when the template is not known.</param>
    public Dataset EscapeSpecialTokens(PromptTemplate? template = null) => new(new StageNode(_node, keeps: false, (run, next) => new EscapeSpecialTokensStage(run, template, next)));
}
