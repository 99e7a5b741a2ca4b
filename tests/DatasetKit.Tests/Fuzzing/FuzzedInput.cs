using System.Text;
using DatasetKit.IO;
using DatasetKit.Tests.IO.Containers;

namespace DatasetKit.Tests.Fuzzing;

/// <summary>Everything that must hold for any input at all; what does not is an exception.</summary>
internal sealed class FuzzedInput(string folder)
{
    /// <summary>Holds an input against the laws, written one way.</summary>
    /// <param name="name">Its ending decides what it is read as.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="choice">See <see cref="FuzzedRun.Of"/>.</param>
    /// <param name="withThreads">Whether several runs at once are compared too.</param>
    public void Check(string name, byte[] bytes, int choice, bool withThreads)
    {
        CheckRun(name, bytes, choice, withThreads);
        CheckContainer(name, bytes, FuzzedRun.OptionsOf(choice));
    }

    /// <summary>The container by itself: no byte lost (L2), the same however the bytes arrive (L4), and as the slow references say.</summary>
    private static void CheckContainer(string name, byte[] bytes, ReadOptions options)
    {
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            return;
        }

        var read = ReadContainer.Of(bytes, name, options);
        var wide = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        if (read.Refusal is null && wide)
        {
            read.AssertPlaces(bytes);
        }
        else if (read.Refusal is null)
        {
            read.AssertLedger(bytes);
        }

        var expected = Fingerprint(read);
        foreach (var (buffer, step) in new[] { (1, 1), (7, 3), (300, 64 * 1024) })
        {
            var again = ReadContainer.Of(() => InputFile.FromStream(new SlowStream(bytes, step), name, options with { BufferBytes = buffer }));
            Same(expected, Fingerprint(again), $"blocks of {buffer}");
        }

        if (wide || read.Refusal is not null || options != ReadOptions.Default)
        {
            return;
        }

        switch (read.Container)
        {
            case "JSON Lines":
                ReferenceJson.CheckLines(bytes, read);
                break;
            case "JSON array":
                ReferenceJson.CheckArray(bytes, read);
                break;
            default:
                if (name.EndsWith(".csv", StringComparison.Ordinal))
                {
                    ReferenceTable.Check(bytes);
                }

                break;
        }
    }

    /// <summary>A whole run: it ends as documented, the ledger balances (L1), the bytes are the same however they arrive (L4), and what was written is read and written again as it is (L10).</summary>
    private void CheckRun(string name, byte[] bytes, int choice, bool withThreads)
    {
        var path = Path.Join(folder, name);
        File.WriteAllBytes(path, bytes);
        var run = FuzzedRun.Of(path, choice, 64 * 1024);
        run.CheckLedger(bytes, isPlain: !name.EndsWith(".gz", StringComparison.Ordinal) && bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]));
        Same(run.Fingerprint, FuzzedRun.Of(path, choice, 1).Fingerprint, "blocks of one byte");
        if (withThreads)
        {
            var others = Task.WhenAll(Enumerable.Range(2, 3).Select(buffer => Task.Run(() => FuzzedRun.Of(path, choice, buffer).Fingerprint)));
            Assert.All(others.GetAwaiter().GetResult(), other => Same(run.Fingerprint, other, "another thread"));
        }

        if (run is { Data: not null, Report.Ledger.Written: > 0 } && FuzzedRun.ContainerOf(choice) != ".csv")
        {
            CheckAgain(run.Data, choice, run.Report.Ledger.Written);
        }
    }

    private void CheckAgain(byte[] data, int choice, long written)
    {
        var path = Path.Join(folder, "again" + FuzzedRun.ContainerOf(choice));
        File.WriteAllBytes(path, data);
        var again = FuzzedRun.Again(path, choice);
        Assert.True(again.Report?.Ledger.Written == written, $"what was written is not read again: {again.Refusal} {again.Findings}\n{Encoding.UTF8.GetString(data)}");
        Same(System.Convert.ToHexString(data), System.Convert.ToHexString(again.Data!), "written again");
    }

    // What comes out before an input is refused depends on the blocks; it is never published.
    private static string Fingerprint(ReadContainer read) => read.Refusal?.Message ?? read.Fingerprint();

    private static void Same(string expected, string actual, string what)
    {
        if (expected == actual)
        {
            return;
        }

        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        throw new InvalidOperationException($"{what}: {Show(left.ElementAtOrDefault(line))}\ninstead of {Show(right.ElementAtOrDefault(line))}");
    }

    private static string Show(string? line) => line is null ? "nothing"
        : line.Length > 0 && line.Length % 2 == 0 && line.All(char.IsAsciiHexDigitUpper) ? Encoding.UTF8.GetString(System.Convert.FromHexString(line)) : line;

    /// <summary>A pipe that gives few bytes at a time.</summary>
    private sealed class SlowStream(byte[] bytes, int step) : MemoryStream(bytes, writable: false)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, step)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
    }
}
