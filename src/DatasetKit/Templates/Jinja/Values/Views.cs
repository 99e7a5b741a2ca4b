namespace DatasetKit.Templates.Jinja;

/// <summary>The items of dict views.</summary>
internal static class Views
{
    public static List<Value> Part(this PyDict dict, ViewPart part)
    {
        var items = new List<Value>(dict.Count);
        for (var slot = 0; slot < dict.Slots; slot++)
        {
            if (dict.TryAt(slot, out var key, out var value))
            {
                items.Add(Select(part, key, value));
            }
        }

        return items;
    }

    public static Value Select(ViewPart part, in Value key, in Value value) => part switch
    {
        ViewPart.Keys => key,
        ViewPart.Values => value,
        _ => Value.Of(new PyTuple([key, value])),
    };
}
