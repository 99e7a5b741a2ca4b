namespace DatasetKit.Formats;

/// <summary>The name of one of a format's spellings: <c>format:spelling</c>. The usual spelling has none.</summary>
internal static class Shape
{
    /// <summary>Whether a spelling is one of the format of that name.</summary>
    public static bool IsOf(string shape, string format) =>
        shape.Length > format.Length && shape[format.Length] == ':' && shape.StartsWith(format, StringComparison.Ordinal);

    /// <summary>Whether the example was read from a record of that spelling.</summary>
    public static bool Is(Example example, string shape) => string.Equals(example.Shape, shape, StringComparison.Ordinal);
}
