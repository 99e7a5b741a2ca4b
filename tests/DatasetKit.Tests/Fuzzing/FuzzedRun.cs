using System.Text;
using System.Text.Json;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Tests.Fuzzing;

/// <summary>One whole run over an input: what it ended with, and what it wrote.</summary>
internal sealed record FuzzedRun(string? Refusal, byte[]? Data, byte[]? Rejects, string Findings, BuildReport? Report)
{
    /// <summary>So many ways of reading and writing there are.</summary>
    public static int Choices => RecordFormat.Known.Count * Containers.Length * Options.Length;

    private static readonly string[] Containers = [".jsonl", ".json", ".csv", ".jsonl.gz"];

    private static readonly ReadOptions[] Options =
    [
        ReadOptions.Default,
        new() { Lenient = true },
        new() { Concatenated = true },
        new() { Multiline = false, HasHeader = false },
        new() { MaxRecordBytes = 64, AllowEmpty = true },
        new() { SkipLines = 1, Delimiter = ';', Lenient = true },
        new() { Quote = '\'', Multiline = false, AllowEmpty = true },
    ];

    /// <summary>Everything that must be the same however the bytes arrived and whoever else is running.</summary>
    /// <remarks>How much was talked about before a run was refused is no part of it.</remarks>
    public string Fingerprint => Refusal ?? $"{Hex(Data)}\n{Hex(Rejects)}\n{Findings}";

    /// <summary>The ending of the output that a choice stands for.</summary>
    public static string ContainerOf(int choice) => Containers[choice % Containers.Length];

    public static RecordFormat FormatOf(int choice) => RecordFormat.Known[choice / Containers.Length % RecordFormat.Known.Count];

    /// <summary>How the input is read.</summary>
    public static ReadOptions OptionsOf(int choice) => Options[choice / (Containers.Length * RecordFormat.Known.Count)];

    /// <summary>Runs.</summary>
    /// <param name="path">The input on the disk.</param>
    /// <param name="choice">Decides format, container and options: below <see cref="Choices"/>.</param>
    /// <param name="buffer">Bytes that are read at a time.</param>
    public static FuzzedRun Of(string path, int choice, int buffer)
    {
        var options = OptionsOf(choice) with { BufferBytes = buffer };
        var dataset = (choice % 11) switch
        {
            0 => Dataset.ReadGrouped([path], "id", "role", "content", options),
            1 => Dataset.Read([path], null, FieldMapping.Parse(["instruction={instruction}\\n\\n{input}", "output=/output"], ["category=c"], "be kind"), options),
            _ => Dataset.Read([path], null, options),
        };
        return Of(dataset.Validate(RuleSet.Default, PromptTemplate.Vicuna), choice);
    }

    /// <summary>Runs over what such a run has written, and asks nothing of it.</summary>
    public static FuzzedRun Again(string path, int choice) => Of(Dataset.Read(path, FormatOf(choice)), choice);

    private static FuzzedRun Of(Dataset dataset, int choice)
    {
        var files = new MemoryFileSystem();
        var output = "out" + ContainerOf(choice);
        var writing = new WriteOptions { FileSystem = files, Extra = ContainerOf(choice) == ".csv" ? ExtraPolicy.Drop : ExtraPolicy.Keep, Ascii = choice % 5 == 1, Indent = choice % 3 };
        var findings = new StringBuilder();
        // Whether line ends are mixed is only looked at as far as a block goes.
        var watcher = new RunWatcher { OnFinding = (finding, _) => findings.Append(finding.Code == "DK9015" ? string.Empty : finding + "\n") };
        BuildReport? report = null;
        string? refusal = null;
        try
        {
            report = dataset.Write(output, FormatOf(choice), writing, watcher, TestContext.Current.CancellationToken);
        }
        catch (DatasetKitException fault)
        {
            refusal = $"{fault.GetType().Name} {fault.Message}";
        }

        var run = new FuzzedRun(refusal, files[output], files[output + ".rejects.jsonl"], findings.ToString(), report);
        Assert.DoesNotContain(files.Names, name => name.EndsWith(".tmp", StringComparison.Ordinal));
        return run;
    }

    /// <summary>What holds for every run: law L1, and that nothing is published which was not promised.</summary>
    public void CheckLedger(byte[] input, bool isPlain)
    {
        if (Report is null)
        {
            Assert.NotNull(Refusal);
            Assert.True(Data is null && Rejects is null, "a refused run published something");
            return;
        }

        Assert.True(Report.Ledger.Balances, Report.Ledger.ToString());
        Assert.NotNull(Data);
        var rejects = Rejects is null ? [] : Encoding.UTF8.GetString(Rejects).TrimEnd('\n').Split('\n');
        Assert.Equal(Report.Ledger.Rejected, rejects.Length);
        foreach (var line in rejects)
        {
            using var reject = JsonDocument.Parse(line);
            Assert.True(reject.RootElement.TryGetProperty("raw", out _) || reject.RootElement.TryGetProperty("raw_base64", out _), $"{line} has no raw bytes");
            if (isPlain && reject.RootElement.TryGetProperty("length", out _))
            {
                CheckRaw(reject.RootElement, input);
            }
        }
    }

    /// <summary>The raw bytes of a reject are those of the input at its place.</summary>
    private static void CheckRaw(JsonElement reject, byte[] input)
    {
        var raw = reject.TryGetProperty("raw", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!) : System.Convert.FromBase64String(reject.GetProperty("raw_base64").GetString()!);
        var (offset, length) = (reject.GetProperty("byte").GetInt32(), reject.GetProperty("length").GetInt32());
        // The place of a fault is inside its record: the raw bytes begin at it or before it.
        var around = input.AsSpan(0, Math.Min(input.Length, offset + length));
        Assert.True(around.LastIndexOf(raw) >= 0 || raw.Length == 0, $"the raw bytes of {reject} are not in the input");
    }

    private static string Hex(byte[]? bytes) => bytes is null ? "none" : System.Convert.ToHexString(bytes);
}
