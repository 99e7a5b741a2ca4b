namespace DatasetKit;

/// <summary>
/// One thing that can be wrong with an example. A rule looks at one example at a time and keeps no state between them, so an
/// instance may be shared between threads.
/// </summary>
public abstract partial class Rule
{
    /// <summary>The code, the name, the severity and the documentation that <c>datasetkit explain</c> prints.</summary>
    public abstract Diagnostic Diagnostic { get; }

    /// <summary>The rule's code.</summary>
    public string Code => Diagnostic.Code;

    /// <summary>Looks at one example.</summary>
    /// <param name="example">The example.</param>
    /// <param name="check">Receives what is wrong; good only during the call.</param>
    public abstract void Check(Example example, RuleContext check);

    /// <inheritdoc/>
    public override string ToString() => Diagnostic.ToString();
}
