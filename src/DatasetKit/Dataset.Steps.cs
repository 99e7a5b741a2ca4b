using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>Work that says why: steps with a name, and what becomes of each example.</summary>
public sealed partial class Dataset
{
    /// <summary>Decides about each example: it goes on, changed or not; it becomes several; it is left out or rejected, with a reason that is counted.</summary>
    /// <param name="work">The decision. It must not remember anything from one example to the next; see the other overload.</param>
    public Dataset Process(Func<Example, Outcome> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new(new StageNode(_node, keeps: true, (run, next) => new ProcessStage(run, work, next)));
    }

    /// <summary>Decides about each example with a function that remembers what it saw: it is made anew for each run.</summary>
    /// <param name="begin">Makes the function. It sees the examples one at a time, in their order.</param>
    public Dataset Process(Func<Func<Example, Outcome>> begin)
    {
        ArgumentNullException.ThrowIfNull(begin);
        return new(new StageNode(_node, keeps: true, (run, next) => new ProcessStage(run, begin(), next)));
    }

    /// <summary>Gives verbs a name under which <see cref="BuildReport.Steps"/> counts what they keep and leave out.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="verbs">Applies the verbs to what comes to the step.</param>
    public Dataset Step(string name, Func<Dataset, Dataset> verbs)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(verbs);
        return new(new StepNode(_node, name, entry => verbs(new Dataset(entry))._node));
    }
}
