namespace DatasetKit.Internals;

/// <summary>How the bytes behind a <see cref="Text"/> are to be read.</summary>
internal enum TextForm : byte
{
    /// <summary>The field is not there.</summary>
    Absent = 0,

    /// <summary>The field is there and is JSON's null.</summary>
    Null = 1,

    /// <summary>UTF-8 as it is; may hold quotes and control characters.</summary>
    Plain = 2,

    /// <summary>UTF-8 in which nothing needs a JSON escape: plain and escaped at once.</summary>
    Clean = 3,

    /// <summary>The inside of a JSON string, with at least one escape.</summary>
    Escaped = 4,
}
