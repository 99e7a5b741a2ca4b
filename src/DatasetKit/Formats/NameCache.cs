using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>The same few field names again and again as strings, made once.</summary>
internal sealed class NameCache
{
    private const int Size = 32;
    private readonly List<(byte[] Utf8, string Name)> _names = [];

    public string Get(Text name)
    {
        if (name.Form != TextForm.Escaped)
        {
            foreach (var (utf8, known) in _names)
            {
                if (name.Bytes.SequenceEqual(utf8))
                {
                    return known;
                }
            }
        }

        var made = name.ToString();
        if (_names.Count < Size && name.Form != TextForm.Escaped)
        {
            _names.Add((name.Bytes.ToArray(), made));
        }

        return made;
    }
}
