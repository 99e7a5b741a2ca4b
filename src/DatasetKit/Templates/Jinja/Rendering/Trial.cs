namespace DatasetKit.Templates.Jinja;

/// <summary>Runs a part of a template to see what it prints, and undoes it: the output, the variables, the attributes of namespaces.</summary>
internal static class Trial
{
    /// <summary>What is printed; null when that fails, which is no fault on trial.</summary>
    public static string? Print(Frame frame, Action print)
    {
        var state = frame.State;
        if (state.Journal is not null)
        {
            return null;
        }

        var (at, partial, generations) = (state.At, state.Partial, state.Generations.Count);
        Value[] slots = [.. frame.Slots];
        state.Journal = [];
        var mark = state.BeginText();
        string? text = null;
        try
        {
            print();
            text = state.Out.Written[mark..].ToString();
        }
        catch (PyError error) when (error.Error != ErrorClass.LimitExceeded)
        {
            state.At = at;
        }

        state.DropText(mark, partial);
        state.Generations.RemoveRange(generations, state.Generations.Count - generations);
        slots.CopyTo(frame.Slots, 0);
        for (var i = state.Journal.Count - 1; i >= 0; i--)
        {
            var (space, name, value) = state.Journal[i];
            if (value.IsMissing)
            {
                space.Attributes.Remove(Value.Of(name), out _);
            }
            else
            {
                space.Attributes.Set(name, value);
            }
        }

        state.Journal = null;
        return text;
    }
}
