namespace DatasetKit.Templates.Jinja;

/// <summary>The variable <c>self</c>: the template's blocks, to be called.</summary>
internal sealed class PySelf(Dictionary<string, BlockCode> blocks) : PyObject(Kind.Other)
{
    public override string TypeName => "TemplateReference";

    public Value Get(string name) => !blocks.TryGetValue(name, out var block) ? default : Value.Of(new PyFunction(name, (state, in _) =>
    {
        var mark = state.BeginText();
        block.Run(new Frame(state, null, 0), [], []);
        return state.EndText(mark, state.AutoEscape);
    }));
}
