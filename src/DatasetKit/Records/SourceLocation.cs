using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>Where a record stands in its input.</summary>
/// <param name="File">The input as it was named; <c>-</c> is standard input; empty for an example made in memory.</param>
/// <param name="Line">The line on which the record begins, from 1; 0 when unknown.</param>
/// <param name="Column">The column of the fault in code points, from 1; 0 when the whole record is meant.</param>
/// <param name="ByteOffset">The record's first byte, from 0: of the decompressed bytes for gzip, in the source encoding otherwise.</param>
/// <param name="Number">The record's number in its file, from 1; 0 when unknown.</param>
public readonly record struct SourceLocation(string File, long Line, int Column, long ByteOffset, long Number)
{
    /// <summary><c>file:line:column</c>, leaving out what is not known.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => DisplayPath.OfInput(File ?? string.Empty),
        (_, 0) => $"{DisplayPath.OfInput(File)}:{Line}",
        _ => $"{DisplayPath.OfInput(File)}:{Line}:{Column}",
    };
}
