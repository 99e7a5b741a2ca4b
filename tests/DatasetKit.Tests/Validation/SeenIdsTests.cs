using System.Text;
using DatasetKit.Validation;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Validation;

public class SeenIdsTests
{
    [Fact]
    public void What_is_found_is_what_a_dictionary_finds_in_whatever_order_ids_come() =>
        Properties.Check(300, Prop.ForAll(Properties.Seeds, seed =>
        {
            var random = new Random(seed);
            var ids = new SeenIds();
            var known = new Dictionary<(string File, string Id), (long Line, uint Content)>();
            string[] files = ["a", "b"];
            var next = 0;
            var disorder = random.Next(1, 200);
            for (var line = 1; line <= 300; line++)
            {
                var file = files[line <= 200 || random.Next(5) > 0 ? 0 : 1];
                var id = (random.Next(disorder) > 0 ? next++ : random.Next(next + 1)).ToString(System.Globalization.CultureInfo.InvariantCulture);
                var content = (uint)random.Next(3);
                var found = ids.Add(file, Encoding.UTF8.GetBytes(id), content, line, out var firstLine, out var same);
                if (found != known.TryGetValue((file, id), out var first) || (found && (firstLine, same) != (first.Line, first.Content == content)))
                {
                    return false;
                }

                known.TryAdd((file, id), (line, content));
            }

            return true;
        }));
}
