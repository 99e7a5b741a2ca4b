using System.Buffers;

namespace DatasetKit.Templates.Jinja;

/// <summary>Runs a part of a template to see what it prints, and undoes it: the output, the variables, the attributes of namespaces.</summary>
internal static class Trial
{
    /// <summary>What statements print; null when that fails, which is no fault on trial.</summary>
    public static string? Print(Frame frame, Statement[] body) => Print(frame, body, null);

    /// <summary>What an expression prints.</summary>
    public static string? Print(Frame frame, Node? expression) => Print(frame, [], expression);

    private static string? Print(Frame frame, Statement[] body, Node? expression)
    {
        var state = frame.State;
        if (state.Journal is not null)
        {
            return null;
        }

        var before = state.Mark();
        var slots = ArrayPool<Value>.Shared.Rent(frame.Slots.Length);
        frame.Slots.CopyTo(slots, 0);
        state.Journal = state.Spare ?? [];
        var mark = state.BeginText();
        string? text = null;
        try
        {
            Statement.Run(body, frame);
            expression?.Print(frame);
            text = state.Out.Written[mark..].ToString();
        }
        catch (PyError error) when (error.Error != ErrorClass.LimitExceeded)
        {
            // No fault: the template itself may never get here.
        }

        state.Return(before);
        slots.AsSpan(0, frame.Slots.Length).CopyTo(frame.Slots);
        ArrayPool<Value>.Shared.Return(slots, clearArray: true);
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

        state.Journal.Clear();
        state.Spare = state.Journal;
        state.Journal = null;
        return text;
    }
}
