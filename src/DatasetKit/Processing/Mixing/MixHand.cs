namespace DatasetKit.Processing;

/// <summary>One source of a mixture, from which one example after the other is taken, in random order, again and again.</summary>
internal sealed class MixHand(HeldExamples held, Run run)
{
    private IEnumerator<(int Index, Example Example)> _examples = held.ByKey().GetEnumerator();
    private bool _isRepeat;

    /// <summary>The next example; from the second round on it is counted as added.</summary>
    public Example Next()
    {
        if (!_examples.MoveNext())
        {
            _examples.Dispose();
            _examples = held.ByKey().GetEnumerator();
            _examples.MoveNext();
            _isRepeat = true;
        }

        if (_isRepeat)
        {
            run.Added();
        }

        return _examples.Current.Example;
    }

    /// <summary>Takes no more: what was never taken is counted as filtered.</summary>
    public void Leave()
    {
        while (!_isRepeat && _examples.MoveNext())
        {
            run.Filtered(_examples.Current.Example, "not taken");
        }

        _examples.Dispose();
    }
}
