namespace DatasetKit;

/// <summary>One token of a text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Value">The token as its vocabulary spells it; a token that is bytes within a character shows U+FFFD for them.</param>
/// <param name="Offset">Where it stands in the text that was encoded: UTF-16 units of a string, bytes of UTF-8. Several tokens of one
/// character all have the place of that character; a token that stands for nothing in the text has an empty place.</param>
public readonly record struct EncodedToken(int Id, string Value, Range Offset);
