namespace DatasetKit.Repository.Tests;

/// <summary>
/// The twelve traps in what this library stands on: what springs it, what keeps out of it, and the test that fails without that. Where a call can be
/// forbidden, it is (src/BannedSymbols.txt), and the build fails.
/// </summary>
public class TrapTests
{
    private static readonly Trap[] s_traps =
    [
        new("a flush whose failure is lost", "fsync is called directly", "OutputProcessTests.A_flush_that_fails_is_noticed", "System.IO.FileStream.Flush(System.Boolean)", "System.IO.RandomAccess.FlushToDisk"),
        new("a closed pipe that is hidden", "standard output is written to by its descriptor", "OutputProcessTests.A_reader_who_leaves_ends_the_writing", "System.Console.OpenStandardOutput"),
        new("a move that copies", "rename is called directly, in the target's own folder", "OutputProcessTests.A_rename_that_fails_never_becomes_a_copy", "System.IO.File.Move"),
        new("invalid UTF-8 that becomes U+FFFD", "every record is checked before it is parsed; JSON is written by a writer of our own", "ConformanceTests.Utf8tests_are_kept_or_rejected_byte_for_byte", "System.Text.Encoding.GetString", "System.Text.Json.Nodes.JsonNode"),
        new("the last of two equal keys", "keys are compared by a reader of our own, with their places", "ReferenceTests.Damaged_inputs_are_split_as_the_reference_splits_them"),
        new("lines that are split at CR, and parsed without their number", "lines are split at LF in bytes", "FaultTests.Line_ends_and_blank_lines_of_all_kinds_are_read", "System.IO.File.ReadLines", "System.IO.File.ReadAllLines"),
        new("a CSV reader that recovers", "what it reports only marks a record; fields, quotes, header, encoding and size are checked here", "FaultTests.The_bad_record_is_rejected_at_its_place_and_the_others_are_kept"),
        new("culture", "only invariant and ordinal calls", "ProcessTests.The_same_input_gives_the_same_bytes_in_every_culture_and_time_zone", "System.String.ToLower", "System.Double.Parse", "System.Double.ToString"),
        new("encodings that are missing, or replace", "code pages are registered; what cannot be decoded rejects its record", "FaultTests.Other_encodings_are_refused_unnamed_and_read_when_named", "System.Text.Encoding.GetString"),
        new("an absolute path that discards the folder before it", "paths are joined", "TrapTests.A_joined_path_stays_in_its_folder", "System.IO.Path.Combine"),
        new("a hash that differs from process to process", "hashes of our own", "RunFaultTableTests.A_run_ends_as_the_table_says", "System.String.GetHashCode"),
        new("a file size limit that kills", "the signal is caught, and what the write then throws counts as a full disk", "ProcessTests.A_file_size_limit_ends_the_run_as_a_full_disk_does"),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, s_traps.Length)];

    [Fact]
    public void There_are_twelve() => Assert.Equal(12, s_traps.Length);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_trap_has_its_test_and_its_call_is_forbidden(int number)
    {
        var trap = s_traps[number - 1];
        string[] test = trap.Test.Split('.');
        string file = Assert.Single(RepositoryFolder.Files("tests", test[0] + ".cs"), path => RepositoryFolder.Read(path).Contains($" {test[1]}(", StringComparison.Ordinal));
        Assert.NotNull(file);

        string[] banned = RepositoryFolder.Read("src/BannedSymbols.txt").Split('\n');
        Expect.None(trap.Calls.Where(call => !banned.Any(line => line.Length > 2 && line[2..].StartsWith(call, StringComparison.Ordinal))), $"ban what springs the trap \"{trap.What}\"");
    }

    [Fact]
    public void A_joined_path_stays_in_its_folder()
    {
        Expect.None(
            RepositoryFolder.Files("src", "*.cs").Where(path => RepositoryFolder.Read(path).Contains("Path.Combine(", StringComparison.Ordinal)),
            "use Path.Join, which keeps the folder in front of an absolute path");
    }

    /// <param name="What">What goes wrong in silence.</param>
    /// <param name="Remedy">What keeps out of it.</param>
    /// <param name="Test">The test that fails without the remedy: class and method.</param>
    /// <param name="Calls">What the analyzer forbids; nothing where no call is to blame.</param>
    private sealed record Trap(string What, string Remedy, string Test, params string[] Calls);
}
