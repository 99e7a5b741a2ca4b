namespace DatasetKit;

/// <summary>A piece of a message whose content is a list: a text, or a reference to a medium, in order.</summary>
public sealed class ContentPart
{
    /// <summary>A text part.</summary>
    /// <param name="text">Its characters.</param>
    public ContentPart(Text text) => Text = text;

    /// <summary>A medium.</summary>
    /// <param name="media">What it refers to.</param>
    public ContentPart(Media media) => Media = media;

    /// <summary>The characters; absent when the part is a medium.</summary>
    public Text Text { get; }

    /// <summary>The medium; null when the part is a text.</summary>
    public Media? Media { get; }

    /// <summary>Members that no property of this type holds, verbatim (for example <c>weight</c>).</summary>
    public Metadata Metadata { get; init; } = Metadata.None;
}
