using System.Text;

namespace DatasetKit.Formats;

/// <summary>A field's name, as text for those who look for it and as UTF-8 for those who write it.</summary>
internal sealed class FieldName
{
    private FieldName(string text) => (Text, Utf8) = (text, Encoding.UTF8.GetBytes(text));

    public string Text { get; }

    /// <summary>The name in UTF-8; no name of a known format needs an escape.</summary>
    public byte[] Utf8 { get; }

    public static implicit operator FieldName(string text) => new(text);

    public override string ToString() => Text;
}
