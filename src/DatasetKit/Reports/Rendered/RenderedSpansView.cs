using DatasetKit.Internals;
using DatasetKit.Templates;

namespace DatasetKit.Reports;

/// <summary>A JSON object a line: <c>file, line, record, id, text, spans</c>, and with a tokenizer <c>tokens, trained</c>. Spans are code points from 0, the end not included.</summary>
internal sealed class RenderedSpansView : RenderedView
{
    public override void Show(JsonBuffer page, Example example, RenderedExample rendered, TokenCount? tokens)
    {
        var record = new RecordBuilder(page, ExtraPolicy.Drop);
        record.Begin();
        record.Property("file"u8, (Text)(example.Source.File ?? string.Empty));
        Number("line"u8, example.Source.Line);
        Number("record"u8, example.Source.Number);
        record.Id("id"u8, example);
        record.Property("text"u8, Text.Plain(rendered.Utf8));
        record.Name("spans"u8);
        record.StartArray();
        foreach (var span in rendered.Loss)
        {
            record.StartArray();
            record.Number(span.Start);
            record.Number(span.End);
            record.EndArray();
        }

        record.EndArray();
        if (tokens is { } count)
        {
            record.Name("tokens"u8);
            record.Number(count.Total);
            record.Name("trained"u8);
            record.Number(count.Trained);
        }

        record.End();
        page.Append((byte)'\n');

        void Number(ReadOnlySpan<byte> name, long value)
        {
            if (value > 0)
            {
                record.Name(name);
                record.Number(value);
            }
        }
    }
}
