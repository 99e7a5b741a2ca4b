using System.Buffers;

namespace DatasetKit.Templates.Jinja;

/// <summary>What ends a line in the eyes of <c>str.splitlines</c>; a carriage return and the newline after it are one end.</summary>
internal static class LineEnds
{
    public static readonly SearchValues<char> All = SearchValues.Create("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029");
}
