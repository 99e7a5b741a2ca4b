namespace DatasetKit;

/// <summary>What a medium is.</summary>
public enum MediaKind
{
    /// <summary>A still picture.</summary>
    Image,

    /// <summary>A film.</summary>
    Video,

    /// <summary>A sound.</summary>
    Audio,

    /// <summary>A list of pictures that stand for a film.</summary>
    Frames,

    /// <summary>A document or anything else that is attached.</summary>
    File,
}

/// <summary>A picture, film or sound that a message refers to; never loaded.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Reference">Path, URL, data URI or id, as it stood; absent where only <paramref name="Source"/> says it.</param>
/// <param name="Source">The part as it stood in the input, verbatim.</param>
public sealed record Media(MediaKind Kind, Text Reference, JsonValue Source = default);
