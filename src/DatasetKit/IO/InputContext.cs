namespace DatasetKit.IO;

/// <summary>The file a reader reads, for its messages.</summary>
/// <param name="File">The input as it was named.</param>
/// <param name="Options">How it is read.</param>
internal sealed record InputContext(string File, ReadOptions Options)
{
    public SourceLocation At(long line, int column = 0, long offset = 0, long number = 0) => new(File, line, column, offset, number);

    public SourceLocation At(in RecordSpan span, int column = 0) => new(File, span.Line, column, span.Offset, span.Number);

    /// <summary>An exception that ends the reading of the file.</summary>
    public InputException Fail(Diagnostic diagnostic, string message, long line = 0, int column = 0, Exception? cause = null) =>
        new(new Finding(diagnostic, Severity.Error, At(line, column), null, message), cause);
}
