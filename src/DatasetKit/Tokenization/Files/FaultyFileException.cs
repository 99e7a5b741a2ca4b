using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>A fault in a tokenizer's file, on its way to where the name of the file is known.</summary>
internal sealed class FaultyFileException(string? section, string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>The part of the file, e.g. <c>model.merges</c>.</summary>
    internal string? Section => section;

    /// <summary>The fault with the name of its file.</summary>
    internal TokenizerException Of(string file) => new(file, section is null ? null : DisplayPath.OneLine(section), DisplayPath.OneLine(Message), InnerException);
}
