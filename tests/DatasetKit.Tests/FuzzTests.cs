using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DatasetKit.Tests.Fuzzing;

namespace DatasetKit.Tests;

/// <summary>
/// L9, and with it L1, L2, L4 and L10 for inputs that nobody thought of: seeds of every container and format, damaged at random. A few thousand
/// in an ordinary run; <c>DATASETKIT_FUZZ_SECONDS=600 DATASETKIT_SEED=random</c> goes on for ten minutes. What is found is made small and written
/// to <c>fuzz-findings</c> beside the test program; it belongs into <c>tests/corpus</c>, which is replayed for ever.
/// </summary>
public sealed partial class FuzzTests : IDisposable
{
    private const int Usual = 1_500;
    private const int Enough = 12;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Corpus => [.. Directory.GetFiles(CorpusFolder()).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void What_once_went_wrong_no_longer_does(string file)
    {
        var bytes = File.ReadAllBytes(Path.Join(CorpusFolder(), file));
        var input = new FuzzedInput(_folder.Path);
        // Not all of them: a step that has no factor in common with their number leaves out no format, no container and no option.
        for (var choice = 0; choice < FuzzedRun.Choices; choice += 5)
        {
            input.Check(file, bytes, choice, withThreads: choice == 0);
        }
    }

    [Fact]
    public void Damaged_inputs_end_as_documented_and_lose_no_byte()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("DATASETKIT_FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var clock = Stopwatch.StartNew();
        var random = Properties.Random(salt: 66);
        var mutator = new Mutator(random);
        var input = new FuzzedInput(_folder.Path);
        var findings = new Dictionary<string, string>(StringComparer.Ordinal);
        var count = 0;
        for (; (count < Usual || clock.Elapsed.TotalSeconds < seconds) && findings.Count < Enough; count++)
        {
            var (name, bytes) = mutator.Next();
            var choice = random.Next(FuzzedRun.Choices);
            if (Try(input, name, bytes, choice, withThreads: count % 8 == 0) is { } fault && findings.TryAdd(Kind(fault), string.Empty))
            {
                findings[Kind(fault)] = Report(input, name, bytes, choice, fault);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} damaged inputs in {clock.Elapsed.TotalSeconds:0} s, {findings.Count} findings"));
        Assert.True(findings.Count == 0, $"{Properties.Variable}={Properties.Seed}\n{string.Join("\n\n", findings.Values)}");
    }

    private static Exception? Try(FuzzedInput input, string name, byte[] bytes, int choice, bool withThreads)
    {
        try
        {
            input.Check(name, bytes, choice, withThreads);
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    /// <summary>Two findings that begin with the same words and speak of the same codes are one.</summary>
    private static string Kind(Exception fault)
    {
        var message = Particulars().Replace(fault.Message.Split('\n')[0], "#");
        return $"{fault.GetType().Name} {message[..Math.Min(message.Length, 20)]} {string.Join(' ', Codes().Matches(fault.Message).Select(code => code.Value).Distinct())}";
    }

    private static string Report(FuzzedInput input, string name, byte[] bytes, int choice, Exception fault)
    {
        var kind = Kind(fault);
        var small = Shrinker.Shrink(bytes, less => Try(input, name, less, choice, withThreads: false) is { } other && Kind(other) == kind);
        var folder = Directory.CreateDirectory(Path.Join(AppContext.BaseDirectory, "fuzz-findings")).FullName;
        var hash = System.Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(small))[..8];
        var path = Path.Join(folder, $"{hash}{name[name.IndexOf('.', StringComparison.Ordinal)..]}");
        File.WriteAllBytes(path, small);
        var now = Try(input, name, small, choice, withThreads: false) ?? fault;
        return $"{path} to {FuzzedRun.FormatOf(choice)}{FuzzedRun.ContainerOf(choice)} (choice {choice}):\n{Encoding.Latin1.GetString(small)}\n{now}";
    }

    private static string CorpusFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Join(folder.FullName, "tests", "corpus");
            if (Directory.Exists(corpus))
            {
                return corpus;
            }
        }

        throw new DirectoryNotFoundException("tests/corpus is not above the test program");
    }

    [GeneratedRegex("""[0-9]+|"[^"]*"|'[^']*'""", RegexOptions.NonBacktracking)]
    private static partial Regex Particulars();

    [GeneratedRegex("DK[0-9]{4}", RegexOptions.NonBacktracking)]
    private static partial Regex Codes();
}
