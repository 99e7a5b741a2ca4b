namespace DatasetKit.Templates.Jinja;

/// <summary>What a filter's <c>attribute</c> names: a dotted path, whose numbers are indexes.</summary>
internal sealed class AttributePath(Value[] parts, Value whenUndefined = default)
{
    public static AttributePath Of(in Value attribute, Value whenUndefined = default)
    {
        if (attribute.IsMissing || attribute.IsNone)
        {
            return new AttributePath([]);
        }

        return !attribute.TryText(out var path)
            ? new AttributePath([attribute], whenUndefined)
            : new AttributePath([.. path.Split('.').Select(part => IsIndex(part) ? Value.Of(long.Parse(part, System.Globalization.CultureInfo.InvariantCulture)) : Value.Of(part))], whenUndefined);
    }

    /// <summary>The paths of <c>sort</c>: several, with commas between them.</summary>
    public static AttributePath[] Several(in Value attribute) => attribute.TryText(out var paths)
        ? [.. paths.Split(',').Select(path => Of(Value.Of(path)))]
        : [Of(attribute)];

    public Value Get(RenderState state, in Value item)
    {
        var value = item;
        foreach (var part in parts)
        {
            value = Items.Get(state, value, part);
            if (value.IsUndefined && !whenUndefined.IsMissing && !whenUndefined.IsNone)
            {
                value = whenUndefined;
            }
        }

        return value;
    }

    private static bool IsIndex(string part) => part.Length is > 0 and < 19 && !part.AsSpan().ContainsAnyExceptInRange('0', '9');
}
