namespace DatasetKit.Recipes.Lima;

/// <summary>Articles: <c>title</c>, <c>text</c>, <c>category</c>, as those of wikiHow.</summary>
internal sealed class ArticleFormat : RecordFormat
{
    public override string Name => "articles";

    public override bool Matches(Record record) => record.Has("title", "text");

    public override Example? Read(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (title, text, category, id) = (record.TakeText("title"), record.TakeText("text"), record.TakeText("category"), record.TakeId("id"));
        return title.IsEmpty || text.IsEmpty
            ? record.Reject(Diagnostics.Find("DK1006")!, title.IsEmpty ? "/title" : "/text", "an article has a title and a text")
            : Example.Instruct(title, text).WithCategory(category).WithId(id.HasValue ? id : title).WithSource(record.Location).WithMetadata(record.Rest());
    }

    public override void Write(RecordBuilder builder, Example example) => throw new NotSupportedException("these are read, never written");
}
