namespace DatasetKit.Templates.Jinja;

/// <summary>Evaluates what a call passes.</summary>
internal sealed class ArgumentsNode(Node[] positional, string[] names, Node[] named, Node? rest, Node? namedRest)
{
    public static readonly ArgumentsNode Empty = new([], [], [], null, null);

    public Arguments Eval(Frame frame, in Value caller = default)
    {
        if (positional.Length == 0 && names.Length == 0 && rest is null && namedRest is null && caller.IsMissing)
        {
            return Arguments.Empty;
        }

        var values = Eval(positional, frame);
        var namedValues = Eval(named, frame);
        var allNames = names;
        if (rest is not null)
        {
            values = [.. values, .. Sequences.ToList(frame.State, Rest(rest.Eval(frame)))];
        }

        if (namedRest is not null)
        {
            (allNames, namedValues) = Merge(namedRest.Eval(frame), namedValues);
        }

        if (!caller.IsMissing)
        {
            allNames = [.. allNames, "caller"];
            namedValues = [.. namedValues, caller];
        }

        return new Arguments(values, allNames, namedValues);
    }

    private static Value[] Eval(Node[] nodes, Frame frame)
    {
        if (nodes.Length == 0)
        {
            return [];
        }

        var values = new Value[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            values[i] = nodes[i].Eval(frame);
        }

        return values;
    }

    private static Value Rest(in Value value) => Sequences.IterateOrNone(value) is null
        ? throw PyError.Type($"Value after * must be an iterable, not {value.TypeName}")
        : value;

    private (string[] Names, Value[] Values) Merge(in Value value, Value[] values)
    {
        if (value.Ref is not PyDict dict)
        {
            throw PyError.Type($"argument after ** must be a mapping, not {value.TypeName}");
        }

        var allNames = new List<string>(names);
        var allValues = new List<Value>(values);
        for (var slot = 0; slot < dict.Slots; slot++)
        {
            if (!dict.TryAt(slot, out var key, out var item))
            {
                continue;
            }

            if (!key.TryText(out var name))
            {
                throw PyError.Type("keywords must be strings");
            }

            if (allNames.Contains(name))
            {
                throw PyError.Type($"got multiple values for keyword argument '{name}'");
            }

            allNames.Add(name);
            allValues.Add(item);
        }

        return ([.. allNames], [.. allValues]);
    }
}

internal sealed class CallNode(Node callee, ArgumentsNode arguments, int at) : Node
{
    public override Value Eval(Frame frame)
    {
        var function = callee.Eval(frame);
        var passed = arguments.Eval(frame);
        frame.State.At = at;
        return Invoke(frame.State, function, passed);
    }

    public Value Eval(Frame frame, in Value caller)
    {
        var function = callee.Eval(frame);
        return Invoke(frame.State, function, arguments.Eval(frame, caller));
    }

    public static Value Invoke(RenderState state, in Value function, in Arguments arguments)
    {
        state.Step();
        return function.Ref switch
        {
            PyCallable callable => callable.Call(state, arguments),
            LoopContext loop => loop.Call(state, arguments),
            PyUndefined undefined => throw undefined.Fail(),
            _ => throw PyError.Type($"'{function.TypeName}' object is not callable"),
        };
    }
}

/// <summary><c>a.b(…)</c> where some kind of value has a method <c>b</c>: the method runs without being made an object first.</summary>
internal sealed class MethodNode(Node holder, string name, ArgumentsNode arguments, JinjaEnvironment environment, int at) : Node
{
    private readonly Operation?[] _methods = MethodTable.ByKind(name, environment.AllowMutation);

    public override Value Eval(Frame frame)
    {
        var value = holder.Eval(frame);
        var method = _methods[(int)value.Kind];
        if (method is null)
        {
            var function = Attributes.Get(frame.State, value, name);
            var called = arguments.Eval(frame);
            frame.State.At = at;
            return CallNode.Invoke(frame.State, function, called);
        }

        var passed = arguments.Eval(frame);
        frame.State.At = at;
        frame.State.Step();
        return method(frame.State, value, passed);
    }
}
