using System.Collections.Frozen;

namespace DatasetKit.Templates.Jinja;

/// <summary>The filters of each dialect.</summary>
internal static class BuiltInFilters
{
    /// <summary>Jinja's own.</summary>
    public static FrozenDictionary<string, Operation> Stock { get; } = new Dictionary<string, Operation>
    {
        ["abs"] = NumberFilters.Abs,
        ["attr"] = SelectFilters.Attr,
        ["batch"] = SequenceFilters.Batch,
        ["capitalize"] = TextFilters.Capitalize,
        ["center"] = TextFilters.Center,
        ["count"] = SequenceFilters.Length,
        ["d"] = SelectFilters.Default,
        ["default"] = SelectFilters.Default,
        ["dictsort"] = SortFilters.DictSort,
        ["e"] = MarkupFilters.Escape,
        ["escape"] = MarkupFilters.Escape,
        ["filesizeformat"] = NumberFilters.FileSize,
        ["first"] = SequenceFilters.First,
        ["float"] = NumberFilters.Float,
        ["forceescape"] = MarkupFilters.ForceEscape,
        ["format"] = TextFilters.Format,
        ["groupby"] = SortFilters.GroupBy,
        ["indent"] = LayoutFilters.Indent,
        ["int"] = NumberFilters.Int,
        ["items"] = SequenceFilters.Items,
        ["join"] = TextFilters.Join,
        ["last"] = SequenceFilters.Last,
        ["length"] = SequenceFilters.Length,
        ["list"] = SequenceFilters.List,
        ["lower"] = TextFilters.Lower,
        ["map"] = SelectFilters.Map,
        ["max"] = SortFilters.Max,
        ["min"] = SortFilters.Min,
        ["pprint"] = PrettyPrinter.Filter,
        ["random"] = SequenceFilters.Random,
        ["reject"] = SelectFilters.Reject,
        ["rejectattr"] = SelectFilters.RejectAttribute,
        ["replace"] = TextFilters.Replace,
        ["reverse"] = SequenceFilters.Reverse,
        ["round"] = NumberFilters.Round,
        ["safe"] = MarkupFilters.Safe,
        ["select"] = SelectFilters.Select,
        ["selectattr"] = SelectFilters.SelectAttribute,
        ["slice"] = SequenceFilters.Slice,
        ["sort"] = SortFilters.Sort,
        ["string"] = TextFilters.String,
        ["striptags"] = MarkupFilters.StripTags,
        ["sum"] = SequenceFilters.Sum,
        ["title"] = TextFilters.Title,
        ["tojson"] = JsonFilters.HtmlSafe,
        ["trim"] = TextFilters.Trim,
        ["truncate"] = LayoutFilters.Truncate,
        ["unique"] = SortFilters.Unique,
        ["upper"] = TextFilters.Upper,
        ["urlencode"] = MarkupFilters.UrlEncode,
        ["urlize"] = UrlizeFilter.Urlize,
        ["wordcount"] = LayoutFilters.WordCount,
        ["wordwrap"] = LayoutFilters.WordWrap,
        ["xmlattr"] = MarkupFilters.XmlAttributes,
    }.ToFrozenDictionary();

    /// <summary>Those of chat templates: their <c>tojson</c> neither sorts nor escapes for HTML.</summary>
    public static FrozenDictionary<string, Operation> Chat { get; } = With(("tojson", JsonFilters.Plain));

    /// <summary>Those of promptsource.</summary>
    public static FrozenDictionary<string, Operation> PromptSource { get; } = With(
        ("highlight", PromptSourceFilters.Highlight), ("choice", PromptSourceFilters.Choice), ("most_frequent", PromptSourceFilters.MostFrequent));

    private static FrozenDictionary<string, Operation> With(params (string Name, Operation Filter)[] more)
    {
        var filters = Stock.ToDictionary();
        foreach (var (name, filter) in more)
        {
            filters[name] = filter;
        }

        return filters.ToFrozenDictionary();
    }
}
