namespace DatasetKit.Validation;

/// <summary>A rule that looks closer only when the common scan saw something it asks for.</summary>
internal abstract class ScanRule(Traits wants) : Rule
{
    /// <summary>What has to be seen.</summary>
    public Traits Wants => wants;

    public sealed override void Check(Example example, RuleContext check)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(check);
        var scan = check.Look(example);
        if ((scan.Traits & wants) != 0)
        {
            Check(scan, check);
        }
    }

    protected abstract void Check(ExampleScan scan, RuleContext check);
}

/// <summary>A rule that looks closer at each text in which the common scan saw something it asks for.</summary>
internal abstract class TextRule(Traits wants) : ScanRule(wants)
{
    protected sealed override void Check(ExampleScan scan, RuleContext check)
    {
        foreach (ref readonly var text in scan.Texts)
        {
            if ((text.Traits & Wants) != 0)
            {
                Check(in text, check);
            }
        }
    }

    protected abstract void Check(in PlacedText text, RuleContext check);
}
