namespace DatasetKit.Processing;

/// <summary>Holds examples against rules: an error rejects, anything less is reported and kept.</summary>
internal sealed class ValidateStage(Run run, RuleSet rules, PromptTemplate? template, ExampleSink next) : ExampleSink
{
    private readonly RuleContext _context = new(template, run.Purpose);

    public override bool Accept(Example example) => rules.Check(example, _context) ? next.Accept(example) : Report(example);

    private bool Report(Example example)
    {
        var rejected = false;
        foreach (var finding in _context.Findings)
        {
            // A record is rejected once; what else is wrong with it is told beside.
            if (finding.Severity == Severity.Error && !rejected)
            {
                rejected = true;
                run.Reject(finding);
            }
            else
            {
                run.Warn(finding);
            }
        }

        return rejected || next.Accept(example);
    }
}
