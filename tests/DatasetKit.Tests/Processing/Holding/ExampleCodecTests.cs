using DatasetKit.Processing;
using DatasetKit.Tests.Formats;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Processing;

public class ExampleCodecTests
{
    [Fact]
    public void An_example_comes_back_with_everything_it_had() =>
        Properties.Check(2000, Prop.ForAll(Properties.Seeds, seed =>
        {
            var example = new RandomExample(seed).Next();
            var back = RoundTrip(example, out var bytes);
            RoundTrip(back, out var again);
            return again.AsSpan().SequenceEqual(bytes) && RecordFormat.Known.All(format => Formats.Convert.Write(format, example, ExtraPolicy.Keep) is var there
                && Formats.Convert.Write(format, back, ExtraPolicy.Keep) is var here && there.Json == here.Json && there.Reject == here.Reject);
        }));

    [Fact]
    public void Compared_answers_and_media_come_back()
    {
        var example = new Example(Example.Instruct("Which?", default))
        {
            Completions =
            [
                new Completion([new Message(Role.Assistant, "a")]) { Rank = -2, Score = JsonValue.Parse("1.50"), Source = "m" },
                new Completion([new Message(Role.Assistant, "b")]) { Chosen = false, Metadata = new Metadata([new("x", JsonValue.Parse("[1]"))]) },
            ],
            Media = [new Media(MediaKind.Video, "v.mp4", JsonValue.Parse("{\"fps\":2}"))],
            Source = new SourceLocation("f", 1L << 40, 3, 1L << 50, 7),
        };
        var back = RoundTrip(example, out _);
        Assert.Equal((-2, "1.50", "m", null), (back.Completions[0].Rank, back.Completions[0].Score.ToString(), back.Completions[0].Source.ToString(), back.Completions[0].Chosen));
        Assert.Equal((null, "[1]", false), (back.Completions[1].Rank, back.Completions[1].Metadata["x"].ToString(), back.Completions[1].Chosen));
        Assert.Equal((MediaKind.Video, "v.mp4", "{\"fps\":2}"), (back.Media[0].Kind, back.Media[0].Reference.ToString(), back.Media[0].Source.ToString()));
        Assert.Equal(example.Source, back.Source);
    }

    private static Example RoundTrip(Example example, out byte[] bytes)
    {
        var (writer, reader) = (new HeldWriter(), new HeldReader());
        var codec = new ExampleCodec(writer, reader);
        codec.Write(example);
        bytes = writer.Written.ToArray();
        reader.MoveTo(bytes, 0);
        return codec.Read(example.Source);
    }
}
