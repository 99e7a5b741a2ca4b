namespace DatasetKit.Templates.Jinja;

/// <summary>The variables of one running function.</summary>
internal sealed class Frame(RenderState state, Frame? parent, int slots)
{
    public readonly RenderState State = state;
    public readonly Frame? Parent = parent;
    public readonly Value[] Slots = slots == 0 ? [] : new Value[slots];

    public Frame Up(int levels)
    {
        var frame = this;
        for (; levels > 0; levels--)
        {
            frame = frame.Parent!;
        }

        return frame;
    }
}

/// <summary>A variable as the code of one function reaches it.</summary>
/// <param name="Up">How many functions outwards.</param>
/// <param name="Slot">Which slot there.</param>
internal readonly record struct Place(int Up, int Slot)
{
    public Value Get(Frame frame) => Up == 0 ? frame.Slots[Slot] : frame.Up(Up).Slots[Slot];

    public void Set(Frame frame, in Value value) => (Up == 0 ? frame : frame.Up(Up)).Slots[Slot] = value;
}

/// <summary>What happens to the variables of a scope when it is entered and left.</summary>
internal sealed class ScopeLoads((Place Place, LoadKind Kind, string Name, Place Outer)[] loads, Place[] all)
{
    public void Enter(Frame frame)
    {
        foreach (var (place, kind, name, outer) in loads)
        {
            place.Set(frame, kind switch
            {
                LoadKind.Resolve => frame.State.Resolve(name),
                LoadKind.Alias => outer.Get(frame),
                _ => default,
            });
        }
    }

    public void Leave(Frame frame)
    {
        foreach (var place in all)
        {
            place.Set(frame, default);
        }
    }
}
