using DatasetKit.Internals;

namespace DatasetKit.Tests.Formats;

/// <summary>A single turn costs one object to read and none to write: strings and copies are what slow tools spend their time on.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 1000;

    [Theory]
    [InlineData("alpaca", """{"instruction":"Translate.","input":"Guten Tag","output":"Good \"day\""}""")]
    [InlineData("dolly", """{"instruction":"Translate.","context":"Guten Tag","response":"Good day","category":"open_qa"}""")]
    [InlineData("prompt-completion", """{"prompt":"2+2=","completion":" 4"}""")]
    [InlineData("text", """{"text":"Once."}""")]
    public void Reading_a_single_turn_makes_one_object(string name, string json)
    {
        var format = RecordFormat.Find(name)!;
        var value = JsonValue.Parse(json);
        var record = new Record();
        Example? example = null;
        var bytes = Allocated(() =>
        {
            record.MoveTo(value.Tape, value.Index, default);
            example = format.Read(record);
        });

        var one = Allocated(() => GC.KeepAlive(new Example(example!)));
        Assert.Equal(one, bytes);
    }

    [Theory]
    [InlineData("alpaca")]
    [InlineData("sharegpt")]
    [InlineData("dolly")]
    [InlineData("openai")]
    [InlineData("prompt-completion")]
    public void Writing_a_single_turn_makes_none(string name)
    {
        var format = RecordFormat.Find(name)!;
        var example = Convert.ReadGood(RecordFormat.Alpaca, """{"instruction":"Translate.","input":"Guten Tag","output":"Good \"day\""}""");
        var buffer = new JsonBuffer(capacity: 4096);
        var builder = new RecordBuilder(buffer, ExtraPolicy.Drop);

        Assert.Equal(0, Allocated(() =>
        {
            buffer.Clear();
            builder.Begin();
            format.Write(builder, example);
            builder.End();
        }));
    }

    private static long Allocated(Action action)
    {
        for (var i = 0; i < Rounds; i++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}
