using System.Globalization;
using DatasetKit.Internals;

namespace DatasetKit.Validation;

/// <summary>DK1013: see <see cref="Diagnostic"/>. What was seen before stands in the context, not in the rule.</summary>
internal sealed class DuplicateId() : ScanRule(Traits.HasId)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK1013",
        "duplicate-id",
        Severity.Error,
        "An example has the id of an earlier one in the same file. The first 786,432 ids of a run are remembered.",
        "Ids join examples with their sources, splits and scores; with two of the same, one gets the other's. With the same texts it is a record that was copied twice.",
        "Remove the second record, or give it an id of its own.")
    {
        Example = """
            {"id": "a1", "conversations": [{"from": "human", "value": "Hi."}, {"from": "gpt", "value": "Hello."}]}
            {"id": "a1", "conversations": [{"from": "human", "value": "Bye."}, {"from": "gpt", "value": "Farewell."}]}
            """,
    };

    protected override void Check(ExampleScan scan, RuleContext check)
    {
        var example = scan.Example;
        var source = example.Source;
        if (!check.Ids.Add(source.File, check.Utf8(example.Id), Checksum(scan), source.Line, out var first, out var same))
        {
            return;
        }

        var where = first > 0 ? string.Create(CultureInfo.InvariantCulture, $" on line {first}") : string.Empty;
        check.Report(Diagnostic, "id", same
            ? $"the id \"{Excerpt.Of(example.Id)}\" stands already{where}, with the same texts; remove the copy"
            : $"the id \"{Excerpt.Of(example.Id)}\" stands already{where}, with other texts; give one of them an id of its own");
    }

    private static uint Checksum(ExampleScan scan)
    {
        var checksum = 0u;
        foreach (ref readonly var text in scan.Texts)
        {
            checksum = Crc32C.Append(checksum + (uint)text.Part, text.Text.Bytes);
        }

        return checksum;
    }
}
