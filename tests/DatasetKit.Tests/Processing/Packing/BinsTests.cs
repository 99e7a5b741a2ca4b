using DatasetKit.Processing;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Processing.Packing;

public class BinsTests
{
    /// <summary>Against the definitions, bin by bin.</summary>
    [Fact]
    public void Sizes_go_where_the_definition_says() => Properties.Check(300, Prop.ForAll(Properties.Seeds, seed =>
    {
        var random = new Random(seed);
        var capacity = random.Next(1, 200);
        var sizes = Enumerable.Range(0, random.Next(1, 100)).Select(_ => random.Next(1, capacity + 1)).ToList();
        var (first, best) = (Bins.For(PackStrategy.FirstFit, capacity, sizes.Count), Bins.For(PackStrategy.BestFit, capacity, sizes.Count));
        List<int> firstRooms = [], bestRooms = [];
        foreach (var size in sizes)
        {
            var expected = firstRooms.FindIndex(room => room >= size);
            if (first.Place(size) != (expected < 0 ? firstRooms.Count : expected))
            {
                return false;
            }

            Fill(firstRooms, expected, size);
            var least = bestRooms.Where(room => room >= size).DefaultIfEmpty(capacity).Min();
            var placed = best.Place(size);
            // Of several bins with the same room any will do.
            if (placed < bestRooms.Count ? bestRooms[placed] != least : placed != bestRooms.Count || bestRooms.Exists(room => room >= size))
            {
                return false;
            }

            Fill(bestRooms, placed < bestRooms.Count ? placed : -1, size);
        }

        return true;

        void Fill(List<int> rooms, int bin, int size)
        {
            if (bin < 0)
            {
                rooms.Add(capacity - size);
            }
            else
            {
                rooms[bin] -= size;
            }
        }
    }));
}
