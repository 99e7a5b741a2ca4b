using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.Tests.Formats;

/// <summary>What came of converting one record.</summary>
internal sealed record Converted(string? Json, IReadOnlyList<string> Losses, string? Reject)
{
    public JsonValue Value => JsonValue.Parse(Json!);
}

/// <summary>Reads and writes single records, as the pipeline does.</summary>
internal static class Convert
{
    public static (Example? Example, Finding? Rejection) Read(RecordFormat format, string json)
    {
        var value = JsonValue.Parse(json);
        var record = new Record();
        record.MoveTo(value.Tape, value.Index, new SourceLocation("test.jsonl", 1, 0, 0, 1));
        var example = format.Read(record);
        return (example, record.Rejection);
    }

    public static Example ReadGood(RecordFormat format, string json)
    {
        var (example, rejection) = Read(format, json);
        Assert.True(rejection is null, $"{rejection}\n{json}");
        return example!;
    }

    public static Converted Write(RecordFormat format, Example example, ExtraPolicy extra = ExtraPolicy.Drop)
    {
        var buffer = new JsonBuffer(capacity: 1024);
        var builder = new RecordBuilder(buffer, extra);
        builder.Begin();
        format.WriteRecord(builder, example);
        if (builder.Rejection is { } rejection)
        {
            return new(null, [], rejection.Message);
        }

        builder.End();
        return new(Encoding.UTF8.GetString(buffer.Written), [.. builder.Losses], null);
    }

    public static Record RecordOf(string json)
    {
        var value = JsonValue.Parse(json);
        var record = new Record();
        record.MoveTo(value.Tape, value.Index, default);
        return record;
    }
}
