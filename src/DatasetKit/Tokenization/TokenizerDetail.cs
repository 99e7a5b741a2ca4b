namespace DatasetKit;

/// <summary>One thing to know about a tokenizer.</summary>
/// <param name="Section">What it is about; of a <c>tokenizer.json</c> the section of the file, e.g. <c>pre_tokenizer</c>.</param>
/// <param name="Text">What there is to know, in one line.</param>
public sealed record TokenizerDetail(string Section, string Text);
