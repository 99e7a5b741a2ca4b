using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Writes the counts of each example: <c>file, line, record, id, tokens, trained</c>, the last two by tokenizer.</summary>
internal sealed class PerExampleCounts(RecordWriter writer)
{
    private readonly RecordBuilder _record = new(writer.Buffer, ExtraPolicy.Drop);

    public void Write(Example example, IReadOnlyList<TokenStatistics> statistics, IReadOnlyList<TokenCount> counts)
    {
        writer.Begin();
        _record.Begin();
        _record.Property("file"u8, (Text)example.Source.File);
        Number("line"u8, example.Source.Line);
        Number("record"u8, example.Source.Number);
        _record.Id("id"u8, example);
        ByTokenizer("tokens"u8, count => count.Total);
        ByTokenizer("trained"u8, count => count.Trained);
        _record.End();
        writer.End();

        void ByTokenizer(ReadOnlySpan<byte> name, Func<TokenCount, int> figure)
        {
            _record.Name(name);
            _record.StartObject();
            for (var i = 0; i < counts.Count; i++)
            {
                _record.Name((Text)statistics[i].Counter.Tokenizer.Name);
                _record.Number(figure(counts[i]));
            }

            _record.EndObject();
        }
    }

    private void Number(ReadOnlySpan<byte> name, long value)
    {
        if (value > 0)
        {
            _record.Name(name);
            _record.Number(value);
        }
    }
}
