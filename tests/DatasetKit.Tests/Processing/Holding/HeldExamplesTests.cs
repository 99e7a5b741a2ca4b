using DatasetKit.Internals;
using DatasetKit.Processing;
using DatasetKit.Tests.Formats;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Processing;

public class HeldExamplesTests
{
    [Fact]
    public void What_is_held_comes_back_in_both_orders_whatever_fits_into_memory() =>
        Properties.Check(60, Prop.ForAll(Properties.Seeds, seed =>
        {
            var random = new Random(seed);
            var run = new Run(default) { HeldBytes = 1L << random.Next(0, 24) };
            run.BeginInput(new InputReport { Name = "memory", Container = "memory" });
            using var held = new HeldExamples(run);
            var keys = new RandomKeys(seed);
            var texts = new List<string>();
            for (var i = 0; i < random.Next(300); i++)
            {
                var example = new RandomExample(seed + i).Next();
                texts.Add(Show(example));
                held.Add(example, keys[i]);
            }

            var inOrder = held.InOrder().Select(Show).ToList();
            var byKey = held.ByKey().Select(item => (item.Index, Text: Show(item.Example))).ToList();
            return inOrder.SequenceEqual(texts)
                && byKey.Select(item => item.Index).SequenceEqual(Enumerable.Range(0, texts.Count).OrderBy(i => keys[i]))
                && byKey.All(item => item.Text == texts[item.Index]);
        }));

    private static string Show(Example example) => Formats.Convert.Write(RecordFormat.OpenAIChat, example, ExtraPolicy.Keep) is var there ? there.Json ?? there.Reject! : "";
}
